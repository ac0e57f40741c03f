// SPDX-License-Identifier: Apache-2.0

/// Looks at the tables of facts and at the two-way table again, from what they claim. (G10)
struct TablesHideSmallGroups: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let safe = draft.facts.allSatisfy { isSafe($0, draft) } && isSafe(draft.twoWay, draft.policy)
    guard !safe else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .smallGroup, reason: "a table would tell of fewer than \(draft.policy.k) people",
        hint: "this is a fault of the program: do not release, report it"))
  }

  private func isSafe(_ table: DraftFactTable, _ draft: ReleaseDraft) -> Bool {
    guard !table.lines.isEmpty else { return true }
    let second = FiguresHideSmallGroups()
    let told = table.lines.flatMap(\.categories).sorted() == table.fact.categories.sorted()
    return told && table.lines.count > 1
      && table.lines.allSatisfy {
        $0.count >= draft.policy.k
          && second.isSafe($0.shown, $0.count, of: draft.total, under: draft.policy)
      }
  }

  func isSafe(_ table: DraftTwoWayTable?, _ policy: ReleasePolicy) -> Bool {
    guard let table, table.withheld == nil else { return true }
    let audit = TwoWayAudit(counts: table.counts, hidden: table.hidden)
    return table.counts.indices.allSatisfy { row in
      table.counts[row].indices.allSatisfy { column in
        let interval = audit.interval(row: row, column: column)
        let count = table.counts[row][column]
        return table.cells[row][column] == .hidden
          ? count >= policy.k
            || (interval.upperBound >= policy.k
              && interval.upperBound - interval.lowerBound >= policy.k)
          : count >= policy.k && !table.hidden[row][column]
      }
    }
  }
}
