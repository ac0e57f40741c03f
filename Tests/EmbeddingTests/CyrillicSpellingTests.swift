// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Embedding

@Suite struct CyrillicSpellingTests {
  /// A model that knows these pieces only; a word's first piece is marked, all are alike likely.
  private func spelling(_ pieces: [String], tajik: [String] = []) throws -> CyrillicSpelling {
    let marks = ["<s>", "<pad>", "</s>", "<unk>"]
    let letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".map(String.init)
    return CyrillicSpelling(
      try PieceTable.made(
        of: marks + letters + pieces,
        scores: marks.map { _ in 0 } + letters.map { _ in -12 } + pieces.map { _ in -8 }),
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

extension PieceTable {
  /// A table as a file would hold it.
  fileprivate static func made(of pieces: [String], scores: [Float]) throws -> PieceTable {
    let texts = pieces.map { Array($0.utf8) }
    let marks: [Int32] = [Int32(pieces.count), 0, 2, 1, 3]
    var bytes = marks.flatMap { TinyModel.little($0) }
    bytes += TinyModel.little(UInt64(texts.reduce(0) { $0 + $1.count }))
    var start: UInt32 = 0
    for text in texts + [[]] {
      bytes += TinyModel.little(start)
      start += UInt32(text.count)
    }
    bytes += scores.flatMap { TinyModel.little($0) } + texts.flatMap(\.self)
    return try withFile(bytes) { url in
      var reader = ModelReader(try ModelBytes(contentsOf: url))
      return try PieceTable(&reader, vocabulary: pieces.count)
    }
  }
}
