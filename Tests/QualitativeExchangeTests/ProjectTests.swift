// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML
import Testing
import ThematicCoding

@testable import QualitativeExchange

@Suite struct ProjectTests {
  private let source = ExchangeSource(
    name: "testimony 1", text: "Ӯ гуфт: [person 1] маро зад.\n🕊 \u{7}end",
    selections: [
      ExchangeSelection(
        range: 8..<18, theme: "blamed", coder: "sitora", question: "change", memo: "look & see"),
      ExchangeSelection(
        range: 29..<30, theme: "helped_health", coder: "firuza", question: "change", memo: nil),
    ],
    notes: [ExchangeNote(coder: "sitora", text: "one\ntwo")])

  /// Stored or deflated parts of an archive, by name; our own archives have no other kind.
  private func names(_ archive: [UInt8]) -> [String] {
    let text = String(decoding: archive, as: UTF8.self)
    return text.matches(of: /sources\/[0-9A-F-]{36}\.txt|project\.qde/).map { String($0.output) }
  }

  @Test func `an archive has the project and a text for each source`() throws {
    let project = RefiProject(
      name: "n", codes: try Book.entries(), codebook: try Book.real().origin,
      sources: [source, source])
    let found = names(try project.write())
    // Each once before its bytes and once in the directory at the end.
    #expect(Set(found).count == 3)
    #expect(found.count == 6)
    #expect(found.count { $0 == "project.qde" } == 2)
  }

  @Test func `two exports share no name of a text`() throws {
    let project = RefiProject(
      name: "n", codes: try Book.entries(), codebook: try Book.real().origin, sources: [source])
    let one = Set(names(try project.write()))
    let other = Set(names(try project.write()))
    #expect(one.intersection(other) == ["project.qde"])
  }

  @Test(arguments: [0..<36, -1..<3, 40..<50])
  func `a selection outside its text is refused`(range: Range<Int>) throws {
    let codebook = try Book.real().origin
    let wrong = ExchangeSource(
      name: "x", text: source.text,
      selections: [
        ExchangeSelection(range: range, theme: "a", coder: "b", question: "c", memo: nil)
      ])
    let project = RefiProject(name: "n", codes: [], codebook: codebook, sources: [wrong])
    #expect(throws: ExchangeError.selectionOutside) { try project.write() }
    #expect(throws: ExchangeError.selectionOutside) {
      try PassageTable.write([wrong], codebook: codebook)
    }
  }

  @Test func `nothing in a sheet or a project moves a terminal's cursor or turns a line round`()
    throws
  {
    let words = "she\u{1B}[31m said\u{202E} no\u{FFFE}\u{200D}."
    let source = ExchangeSource(
      name: "x", text: words,
      selections: [
        ExchangeSelection(
          range: 0..<words.unicodeScalars.count, theme: "a", coder: "b", question: "c", memo: words)
      ])
    let plain = "she [31m said  no \u{200D}."
    let codebook = try Book.real().origin
    let table = try PassageTable.write([source], codebook: codebook)
    let rows = try CSVSheet.read(String(decoding: table, as: UTF8.self))
    #expect(rows[1].suffix(3) == [plain, plain, codebook.text])
  }

  @Test func `a sheet of passages has the very words of each`() throws {
    let codebook = try Book.real().origin
    let table = try PassageTable.write([source], codebook: codebook)
    let rows = try CSVSheet.read(String(decoding: table, as: UTF8.self))
    #expect(
      rows == [
        ["source", "question", "theme", "coder", "passage", "memo", "codebook"],
        [
          "testimony 1", "change", "blamed", "sitora", "[person 1]", "look & see", codebook.text,
        ],
        ["testimony 1", "change", "helped_health", "firuza", "🕊", "", codebook.text],
      ])
  }
}
