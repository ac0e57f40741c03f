// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Embedding

@Suite struct PersianSpellingTests {
  /// A model that knows these pieces and single letters only.
  private func spelling(_ pieces: [String]) throws -> PersianSpelling {
    let letters = PieceTree.persian.map { String($0) }.sorted()
    return PersianSpelling(
      try PieceTable.made(of: letters.map { ($0, -12) } + pieces.map { ($0, -8) }))
  }

  @Test(arguments: [
    ("китоб", "کتاب"), ("забон", "زبان"), ("хоҳар", "خواهر"), ("қонун", "قانون"), ("хона", "خانه"),
  ])
  func `the spelling that the model knows is taken`(tajik: String, persian: String) throws {
    let pieces = ["▁کتاب", "▁زبان", "▁خواهر", "▁قانون", "▁خانه"]
    #expect(try spelling(pieces).written(tajik) == persian)
  }

  @Test func `of several letters for a sound the model's own words choose`() throws {
    #expect(try spelling(["▁ظلم"]).written("зулм") == "ظلم")
    #expect(try spelling(["▁زمین"]).written("замин") == "زمین")
    #expect(try spelling(["▁صبح"]).written("субҳ") == "صبح")
  }

  @Test func `what was typed on a Russian keyboard finds the same word`() throws {
    let spelling = try spelling(["▁قاچاق", "▁حق"])
    #expect(spelling.written("қочоқ, ҳақ") == "قاچاق, حق")
    #expect(spelling.written("кочок, хак") == "قاچاق, حق")
  }

  @Test func `a long word is put together from known parts`() throws {
    #expect(try spelling(["▁کتاب", "ها", "ی"]).written("Китобҳо") == "کتابها")
  }

  @Test func `a letter with a mark of its own is the same letter`() throws {
    let spelling = try spelling(["▁زندگی"])
    #expect(spelling.written("зиндаги\u{304}") == spelling.written("зиндагӣ"))
  }

  @Test(arguments: ["", "123 +992", "voice", "日本語 🙂", "\u{1b}[2;4", "\n"])
  func `what is not in Cyrillic letters stays as it is`(text: String) throws {
    #expect(try spelling([]).written(text) == text)
  }

  @Test func `a very long word ends, and stays`() throws {
    let word = String(repeating: "шуя", count: 5_000)
    #expect(try spelling([]).written(word) == word)
  }
}
