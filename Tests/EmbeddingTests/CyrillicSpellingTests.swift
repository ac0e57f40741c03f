// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Embedding

@Suite struct CyrillicSpellingTests {
  /// A model that knows these pieces only; a word's first piece is marked, all are alike likely.
  private func spelling(_ pieces: [String], tajik: [String] = []) throws -> CyrillicSpelling {
    let letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".map(String.init)
    return CyrillicSpelling(
      try PieceTable.made(of: letters.map { ($0, -12) } + pieces.map { ($0, -8) }),
      tajikWords: tajik)
  }

  @Test(arguments: [
    "chto", "4to", "cto", "čto",
  ])
  func `one word comes back from every scheme`(typed: String) throws {
    #expect(try spelling(["▁что"]).restored(typed, as: .russian) == "что")
  }

  @Test(arguments: [
    ("sudya ne slushal", "судья не слушал"), ("sud'ja ne sluwal", "судья не слушал"),
    ("Politsiya, zhizn!", "Полиция, жизнь!"), ("policija jizn", "полиция жизнь"),
  ])
  func `the spelling that the model knows is taken`(typed: String, expected: String) throws {
    let spelling = try spelling(["▁судья", "▁не", "▁слуш", "ал", "▁полиция", "▁жизнь"])
    #expect(spelling.restored(typed, as: .russian) == expected)
  }

  @Test(arguments: [
    ("qonun", "қонун"), ("konun", "қонун"), ("shahr", "шаҳр"), ("waxr", "шаҳр"),
  ])
  func `Tajik letters come back`(typed: String, expected: String) throws {
    #expect(
      try spelling(["▁закон"], tajik: ["қонун", "шаҳр"]).restored(typed, as: .tajik) == expected)
  }

  @Test(arguments: [
    "", "123 +992", "уже по-русски", "日本語 🙂", "\u{1b}[2;4", "'", "4", "4 4",
  ])
  func `what is not in Latin letters stays as it is`(text: String) throws {
    #expect(try spelling([]).restored(text, as: .russian) == text)
  }

  @Test func `a very long word ends, and stays`() throws {
    let word = String(repeating: "shya", count: 5_000)
    #expect(try spelling([]).restored(word, as: .russian) == word)
  }
}
