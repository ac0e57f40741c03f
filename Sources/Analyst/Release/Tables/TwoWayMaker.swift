// SPDX-License-Identifier: Apache-2.0

/// Makes one two-way table: the gate, the redesign, the hiding, then rounding of what is left.
struct TwoWayMaker {
  /// What stands before a theme's id in the name of a variable.
  static let themePrefix = "theme:"
  /// The two categories of a theme.
  static let (named, notNamed) = ("named", "not_named")

  let policy: ReleasePolicy
  let rounding: SeededRounding

  /// The table, or nothing when a variable is neither a fact of the policy nor a theme.
  func table(
    _ variables: TwoWayVariables, in cohort: Cohort, themes: Set<String>
  ) -> DraftTwoWayTable? {
    guard let rows = groups(variables.rows, in: cohort, themes),
      let columns = groups(variables.columns, in: cohort, themes)
    else { return nil }
    var draft = DraftTwoWayTable(variables: variables)
    guard cohort.total >= policy.twoWay.minimum else {
      draft.withheld = .fewTestimonies
      return draft
    }
    guard let (rowLines, rowOf) = redesign(rows), let (columnLines, columnOf) = redesign(columns)
    else {
      draft.withheld = .smallLines
      return draft
    }
    (draft.rowLines, draft.columnLines) = (rowLines, columnLines)
    fill(&draft, people(cohort.contributors, rowOf, columnOf, draft))
    return draft
  }

  private typealias Group = (category: String, people: [[UInt8]])

  private func groups(_ name: String, in cohort: Cohort, _ themes: Set<String>) -> [Group]? {
    if let fact = policy.facts.first(where: { $0.id == name }) {
      return fact.categories.map { ($0, cohort.contributors(to: fact.id, category: $0)) }
    }
    let prefix = Self.themePrefix
    guard name.hasPrefix(prefix), themes.contains(String(name.dropFirst(prefix.count))) else {
      return nil
    }
    let named = cohort.contributors(to: String(name.dropFirst(prefix.count)))
    let known = Set(named)
    return [
      (Self.named, named), (Self.notNamed, cohort.contributors.filter { !known.contains($0) }),
    ]
  }

  private func redesign(_ groups: [Group]) -> (lines: [[String]], lineOf: [[UInt8]: Int])? {
    guard let merge = CategoryMerge(counts: groups.map(\.people.count), floor: 2 * policy.k) else {
      return nil
    }
    var lineOf: [[UInt8]: Int] = [:]
    for (line, places) in merge.lines.enumerated() {
      for place in places { for person in groups[place].people { lineOf[person] = line } }
    }
    return (merge.lines.map { $0.map { groups[$0].category } }, lineOf)
  }

  private func people(
    _ contributors: [[UInt8]], _ rowOf: [[UInt8]: Int], _ columnOf: [[UInt8]: Int],
    _ draft: DraftTwoWayTable
  ) -> [[[[UInt8]]]] {
    let row = Array(repeating: [[UInt8]](), count: draft.columnLines.count)
    var people = Array(repeating: row, count: draft.rowLines.count)
    for person in contributors {
      if let row = rowOf[person], let column = columnOf[person] {
        people[row][column].append(person)
      }
    }
    return people
  }

  private func fill(_ draft: inout DraftTwoWayTable, _ people: [[[[UInt8]]]]) {
    draft.counts = people.map { $0.map(\.count) }
    let cells = draft.rowLines.count * draft.columnLines.count
    guard let hidden = TwoWaySuppression.hidden(in: draft.counts, k: policy.k),
      hidden.joined().count(where: { $0 }) * 100 <= cells * policy.twoWay.mostHiddenPercent
    else {
      draft.withheld = .mostlyHidden
      return
    }
    draft.hidden = hidden
    let columns = draft.columnLines.indices
    let variables = draft.variables
    let rowLabels = draft.rowLines.map { Self.label(variables.rows, $0) }
    let columnLabels = draft.columnLines.map { Self.label(variables.columns, $0) }
    draft.cells = people.indices.map { row in
      columns.map {
        hidden[row][$0] ? .hidden : about(people[row][$0], "\(rowLabels[row])*\(columnLabels[$0])")
      }
    }
    draft.rowTotals = people.indices.map { about(people[$0].flatMap { $0 }, rowLabels[$0]) }
    draft.columnTotals = columns.map { column in
      about(people.flatMap { $0[column] }, columnLabels[column])
    }
  }

  /// As the table of the fact alone, or the figure of the theme, draws.
  private static func label(_ variable: String, _ line: [String]) -> String {
    guard variable.hasPrefix(themePrefix), line == [named] else {
      return FactTableMaker.label(variable, line)
    }
    return String(variable.dropFirst(themePrefix.count))
  }

  private func about(_ people: [[UInt8]], _ label: String) -> TwoWayCell {
    let draw = rounding.draw(cell: label, contributors: people)
    return .about(SeededRounding.rounded(people.count, to: policy.roundBase, draw: draw))
  }
}
