// SPDX-License-Identifier: Apache-2.0

/// Whether a theme's new sets may take the place of the ones shown before.
///
/// Both sets hold k people or more, and against EVERY cell ever shown of this theme, not only the
/// last, each difference of those who named it and of those who did not is nobody or k people or
/// more. Looking at the last one alone lets two large recodings cancel out but for one person.
package struct JointRule {
  let k: Int

  /// A rule with that least number of people.
  package init(k: Int) { self.k = k }

  /// Passes, or fails because fewer than k people would be told apart.
  package func passes(_ cell: CountedCell, after shown: [CountedCell]) -> Bool {
    cell.named.count >= k && cell.others.count >= k
      && shown.allSatisfy { (cell.fewestApart(from: $0) ?? k) >= k }
  }
}
