// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@testable import Release

struct CommitmentSheetTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func `a promise keeps its history, and later rows need not repeat it`() throws {
    let next = [
      "id": "interpreters-1", "day": "2026-05-02", "status": "done", "note_en": "All of them",
    ]
    let sheet = try stage.sheet(Stage.row(Stage.promised), Stage.row(next))
    let promise = try #require(sheet.commitments.first)
    #expect(sheet.commitments.count == 1 && promise.status == .done && promise.theme == "lawyer")
    #expect(promise.steps.map(\.day) == ["2026-03-01", "2026-05-02"])
    #expect(promise.promise.texts == [.en: "An interpreter", .ru: "Переводчик"])
    #expect(promise.owner.texts == [.en: "An invented ministry"] && promise.by == "2026-09-01")
  }

  @Test(
    arguments: [
      (["id": ""], "id:"), (["id": "../x"], "id:"), (["theme": "unknown"], "theme:"),
      (["status": "soon"], "status:"), (["status": "not_possible"], "needs a reason"),
      (["day": "01.03.2026"], "2026-03-01"), (["day": ""], "day:"), (["by": "May"], "by:"),
      (["promise_en": "", "promise_ru": " "], "promise:"), (["owner_en": ""], "owner:"),
      (["note_en": String(repeating: "x", count: 201)], "at most 200"),
    ] as [([String: String], String)])
  func `a row that is not whole is refused with line and reason`(
    change: [String: String], reason: String
  ) throws {
    let good = Stage.row(Stage.promised.merging(["id": "first"]) { $1 })
    let bad = Stage.row(Stage.promised.merging(change) { $1 })
    let mistake = #expect(throws: ConfigMistake.self) { try stage.sheet(good, bad) }
    #expect(mistake?.line == 3 && mistake?.message.contains(reason) == true)
  }

  @Test func `days of one promise go forward only`() throws {
    let before = ["id": "interpreters-1", "day": "2026-02-01", "status": "done"]
    let mistake = #expect(throws: ConfigMistake.self) {
      try stage.sheet(Stage.row(Stage.promised), Stage.row(before))
    }
    #expect(mistake?.message.contains("later day") == true)
  }

  @Test func `a missing column, an open quotation mark and an empty file are named`() throws {
    for (text, reason) in [
      ("id,theme\n", "“day” is missing"), ("\"id", "not closed"), ("", "empty"),
      (CommitmentSheet.empty + String(repeating: "x,", count: 30), "more cells"),
    ] {
      let mistake = #expect(throws: ConfigMistake.self) {
        try CommitmentSheet(parsing: text, file: "promises.csv", codebook: stage.book)
      }
      #expect(mistake?.message.contains(reason) == true, "\(text)")
    }
  }

  @Test func `an empty sheet reads back, and so does one that was written`() throws {
    let empty = try CommitmentSheet(
      parsing: CommitmentSheet.empty, file: "promises.csv", codebook: stage.book)
    #expect(empty.commitments.isEmpty)
    let hostile = Stage.promised.merging([
      "promise_en": "=cmd|' /C calc'!A0", "owner_en": "a \"b\", c",
    ]) { $1 }
    let sheet = try stage.sheet(Stage.row(hostile))
    let again = try CommitmentSheet(
      parsing: CommitmentSheet.csv(sheet.commitments), file: "promises.csv", codebook: stage.book)
    #expect(again.commitments == sheet.commitments)
    #expect(sheet.commitments[0].promise.texts[.en] == "=cmd|' /C calc'!A0")
  }

  @Test func `semicolons, line ends of every system and lines within a cell are read`() throws {
    let rows = try SheetRows(
      parsing: "\u{FEFF}a;b\r\n\"x\r\ny\";\"\"\"q\"\"\"\r\n;\r\nlast;1", file: "s"
    ).rows
    #expect(rows.map(\.fields) == [["a", "b"], ["x\r\ny", "\"q\""], ["last", "1"]])
    #expect(rows.map(\.line) == [1, 2, 5])
  }
}
