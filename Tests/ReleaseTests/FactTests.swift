// SPDX-License-Identifier: Apache-2.0

import Testing
import ThematicCoding

@testable import Release

// G10
struct FactTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func `small choices stand together with the next smallest, not stated among them`() throws {
    let table = try gender([("woman", 60), ("man", 40), ("other", 3)])
    #expect(table.rows.map(\.categories) == [["woman"], ["man", "other", "not_stated"]])
    #expect(table.rows.map(\.status) == [.rounded, .rounded])
  }

  @Test func `a choice of nobody is as hidden as one of three`() throws {
    let none = try gender([("woman", 60), ("man", 43)])
    let three = try gender([("woman", 60), ("man", 40), ("other", 3)])
    #expect(none.rows.map(\.categories) == three.rows.map(\.categories))
  }

  @Test func `nineteen women and one man make no table`() throws {
    #expect(try gender([("woman", 19), ("man", 1)]).isWithheld)
    #expect(try gender([("woman", 99), ("man", 9)]).isWithheld)
    #expect(try gender([("woman", 10), ("man", 9)]).isWithheld)
  }

  @Test func `facts of who is only to be read count nowhere`() throws {
    let counted = try people([("woman", 30), ("man", 20)])
    let silent = try people([("other", 40)], from: 500, .readOnly)
    let alone = try stage.released(stage.judge(counted))
    #expect(try stage.released(stage.judge(counted + silent)) == alone)
    #expect(alone.facts.first?.rows.count == 2)
  }

  @Test func `a choice that the policy does not list is refused`() throws {
    #expect(stage.judge(try people([("woman", 30), ("robot", 1)])).codes == [.unknownFact])
  }

  @Test func `a two-way table needs two hundred people and a place in the policy`() throws {
    let few = try crossed([(30, "woman", "russia"), (30, "man", "gulf")])
    #expect(try twoWay(few)?.withheld == .fewTestimonies)
    let unlisted = TwoWayVariables(rows: "where", columns: "gender")
    #expect(judge(few, unlisted).codes == [.unlistedTable])
  }

  @Test func `the same people are the same number in either table`() throws {
    // Rounded twice by two draws, a number could be narrowed down, and the room would ask which is true.
    var compared = 0
    for extra in 0..<5 {
      let coded = try crossed([
        (81 + extra, "woman", "russia"), (62, "man", "russia"), (73, "woman", "gulf"),
        (54 + extra, "man", "gulf"), (41, "woman", "tajikistan"), (38, "man", "tajikistan"),
      ])
      let crossing = try #require(try twoWay(coded))
      let tables = try stage.released(stage.judge(coded)).facts
      for table in tables {
        let isRow = table.fact == crossing.variables.rows
        let lines = isRow ? crossing.rowLines : crossing.columnLines
        let totals = isRow ? crossing.rowTotals : crossing.columnTotals
        for (line, total) in zip(lines, totals) {
          guard let row = table.rows.first(where: { $0.categories == line }) else { continue }
          #expect(row.shown == total.shown, "\(table.fact) \(line)")
          compared += 1
        }
      }
    }
    #expect(compared >= 15)
  }

  @Test func `a two-way table has rounded cells and hides what would tell of few`() throws {
    // Three columns: hiding 4 of 6 cells would leave too little of a table.
    let narrow = try crossed([
      (80, "woman", "russia"), (60, "man", "russia"), (70, "woman", "gulf"), (50, "man", "gulf"),
      (40, "woman", "tajikistan"), (4, "man", "tajikistan"),
    ])
    #expect(try twoWay(narrow)?.withheld == .mostlyHidden)
    #expect(try twoWay(narrow)?.cells == [])
    let wide = try crossed([
      (80, "woman", "russia"), (60, "man", "russia"), (70, "woman", "gulf"), (50, "man", "gulf"),
      (40, "woman", "tajikistan"), (4, "man", "tajikistan"), (45, "woman", "central_asia"),
      (35, "man", "central_asia"), (55, "woman", "elsewhere"), (25, "man", "elsewhere"),
    ])
    let table = try #require(try twoWay(wide))
    #expect(table.withheld == nil)
    #expect(table.rowLines == [["woman"], ["man", "other", "not_stated"]])
    #expect(table.cells.joined().count(where: { $0 == .hidden }) == 4)
    let full = try crossed([
      (80, "woman", "russia"), (61, "man", "russia"), (72, "woman", "gulf"), (53, "man", "gulf"),
    ])
    let shown = try #require(try twoWay(full))
    #expect(shown.withheld == nil && !shown.cells.joined().contains(.hidden))
    #expect(shown.cells[0][0] == .about(80))
    #expect(shown.cells[1][0] == .about(60) || shown.cells[1][0] == .about(65))
  }

  @Test func `the table of facts has rounded values, and hidden cells look alike`() throws {
    let coded = try crossed([
      (80, "woman", "russia"), (60, "man", "russia"), (70, "woman", "gulf"), (50, "man", "gulf"),
      (40, "woman", "tajikistan"), (4, "man", "tajikistan"), (45, "woman", "central_asia"),
      (35, "man", "central_asia"), (55, "woman", "elsewhere"), (25, "man", "elsewhere"),
    ])
    let asked = TwoWayVariables(rows: "gender", columns: "where")
    let summary = try stage.released(judge(coded, asked))
    let csv = try #require(try stage.renderer().facts(summary))
    let lines = csv.split(separator: "\r\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("\"gender\",\"man+other+not_stated\",\"\",\"") })
    let cells = lines.filter { $0.hasPrefix("\"gender*where\",\"") }
    #expect(cells.count == 17)
    let hidden = cells.filter { $0.contains("\"withheld\"") }.map { $0.split(separator: ",") }
    #expect(hidden.count == 4 && Set(hidden.map { $0.dropFirst(3) }).count == 1)
  }

  @Test func `a dangerous combination is refused however many people there are`() throws {
    let coded = try crossed([
      (90, "woman", "russia"), (90, "woman", "gulf"), (90, "man", "russia"), (90, "man", "gulf"),
      (90, "other", "russia"), (90, "other", "gulf"),
    ])
    let asked = TwoWayVariables(rows: "gender", columns: "where")
    #expect(judge(coded, asked).codes == [.dangerousCombination])
  }

  @Test func `the second look finds a computable cell`() throws {
    let look = TablesHideSmallGroups()
    var table = DraftTwoWayTable(variables: TwoWayVariables(rows: "a", columns: "b"))
    table.counts = [[3, 30], [30, 40]]
    table.hidden = [[true, false], [false, false]]
    table.cells = [[.hidden, .about(30)], [.about(30), .about(40)]]
    #expect(!look.isSafe(table, stage.policy))
    table.hidden = [[false, false], [false, false]]
    table.cells[0][0] = .about(5)
    #expect(!look.isSafe(table, stage.policy))
  }

  private func gender(_ groups: [(String, Int)]) throws -> FactTable {
    let summary = try stage.released(stage.judge(try people(groups)))
    return try #require(summary.facts.first { $0.fact == "gender" })
  }

  private func people(
    _ groups: [(String, Int)], from first: Int = 0, _ permission: Permission = .count
  ) throws -> [CodedTestimony] {
    let choices = groups.flatMap { Array(repeating: $0.0, count: $0.1) }
    return try choices.enumerated().map { number, choice in
      try Coded.testimony(
        first + number, [], permission, facts: ["gender": choice], in: stage.book)
    }
  }

  private func crossed(_ groups: [(Int, String, String)]) throws -> [CodedTestimony] {
    let facts = groups.flatMap { count, gender, place in
      Array(repeating: ["gender": gender, "where": place], count: count)
    }
    return try facts.enumerated().map { number, facts in
      try Coded.testimony(number, [], facts: facts, in: stage.book)
    }
  }

  private func judge(_ coded: [CodedTestimony], _ asked: TwoWayVariables) -> ReleaseDecision {
    Releaser(
      policy: stage.policy, codebook: stage.book, roundingSecret: Array(repeating: 7, count: 32)
    ).judge(coded, campaign: Stage.facts(), twoWay: asked)
  }

  private func twoWay(_ coded: [CodedTestimony]) throws -> TwoWayTable? {
    let asked = TwoWayVariables(rows: "gender", columns: "where")
    return try stage.released(judge(coded, asked)).twoWay
  }
}
