// SPDX-License-Identifier: Apache-2.0

import Foundation
import Languages
import Testing

@testable import Embedding

@Suite struct EmbedderTests {
  private let model: EmbeddingModel
  private let embedder: Embedder

  init() throws {
    model = try withFile(TinyModel().bytes()) { try EmbeddingModel(contentsOf: $0) }
    let weights = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/languages/letters.weights")
    embedder = Embedder(
      model, languages: try LanguageIdentifier(weights: Array(Data(contentsOf: weights))),
      tajikWords: "")
  }

  @Test(arguments: ["Ба ман хонаи бехатар лозим буд.", "Ба ман чойи хоби бехатар лозим буд."])
  func `Tajik is read in the Persian alphabet as well, on any keyboard`(text: String) {
    let reading = embedder.reading(text)
    #expect(reading.readable == text)
    #expect(!reading.persian.unicodeScalars.contains(where: PieceTree.cyrillic.contains))
  }

  @Test(arguments: ["Судья меня не слушал.", "Menga xavfsiz joy kerak edi.", "I was tired.", ""])
  func `other languages are read once`(text: String) {
    let reading = embedder.reading(text)
    #expect(reading.persian == reading.readable)
    let near = zip(embedder.vector(of: text), model.vector(of: text)).map { abs($0 - $1) }
    #expect((near.max() ?? 1) < 1e-4)
  }

  @Test func `only the Tajik sentence of a text changes its letters`() {
    let russian = "Судья меня не слушал и сразу отказал."
    let reading = embedder.reading("Ба ман хонаи бехатар лозим буд. " + russian)
    #expect(reading.persian.hasSuffix(" " + russian))
    #expect(reading.persian != reading.readable)
  }

  @Test func `a Tajik text's vector lies halfway between those of its spellings`() {
    let text = "Ба ман хонаи бехатар лозим буд."
    let found = embedder.vectors(of: ["abc", text])
    let pair = [text, embedder.reading(text).persian].map { model.vector(of: $0) }
    let near = pair.map { zip($0, found[1]).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(abs(near[0] - near[1]) < 1e-4)
    #expect(abs(found[1].reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    #expect(zip(found[0], model.vector(of: "abc")).allSatisfy { abs($0 - $1) < 1e-4 })
  }
}
