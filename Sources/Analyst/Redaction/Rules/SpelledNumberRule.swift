// SPDX-License-Identifier: Apache-2.0

/// Numbers spelled in words that have no other shape: three or more of them in a row.
///
/// With six digits and more they are taken for a telephone number. Groups of digits may stand
/// between the words.
struct SpelledNumberRule: RedactionRule {
  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard text.spoken.count >= 2 else { return [] }
    return text.numbers.compactMap { run in
      let spoken = run.groups.count { text.spoken.touch($0) }
      guard run.groups.count >= 3, spoken >= 2, let first = run.groups.first,
        let last = run.groups.last
      else { return nil }
      let range = first.lowerBound..<last.upperBound
      let digits = text.digits(in: range)
      guard digits.count >= (spoken > 2 ? 4 : 6), !areYears(run) else { return nil }
      return digits.count >= 6
        ? text.mark(range, .phone, .sure, by: "spelled number")
        : text.mark(range, .number, .doubtful, by: "spelled number")
    }
  }

  private func areYears(_ run: NumberRun) -> Bool { run.groups.allSatisfy { $0.count == 4 } }
}
