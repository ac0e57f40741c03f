// SPDX-License-Identifier: Apache-2.0

/// Makes the table of one fact: merges what is small, then shows each line under the usual rule.
struct FactTableMaker {
  let policy: ReleasePolicy
  let rounding: SeededRounding

  func table(of fact: FactVariable, in cohort: Cohort) -> DraftFactTable {
    let people = fact.categories.map { cohort.contributors(to: fact.id, category: $0) }
    guard cohort.total >= policy.minimumToShowTable,
      let merge = CategoryMerge(counts: people.map(\.count), floor: policy.k)
    else { return DraftFactTable(fact: fact, lines: []) }
    let lines = merge.lines.map { places in
      line(places.map { fact.categories[$0] }, places.flatMap { people[$0] }, fact, cohort.total)
    }
    return DraftFactTable(fact: fact, lines: lines)
  }

  private func line(
    _ categories: [String], _ people: [[UInt8]], _ fact: FactVariable, _ total: Int
  ) -> DraftFactTable.Line {
    let label = Self.label(fact.id, categories)
    let draw = rounding.draw(cell: label, contributors: people)
    let shown = DisplayRule(policy: policy).show(people.count, of: total, draw: draw)
    return DraftFactTable.Line(categories: categories, count: people.count, shown: shown)
  }
  /// The name by which a line draws: the same people have the same number in every table.
  static func label(_ fact: String, _ categories: [String]) -> String {
    "fact:\(fact)=\(categories.joined(separator: "+"))"
  }
}
