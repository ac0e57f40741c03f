// SPDX-License-Identifier: Apache-2.0

import Embedding
import Foundation
import Synchronization
import Testing

@Suite struct EmbeddingModelTests {
  /// What is put before every text, in pieces of the tiny model: a space, q, u, e, r, y, a colon.
  private static let prefix = [4, 12, 13, 14, 15, 16, 17]

  /// Texts and their pieces after the prefix, found by hand.
  private static let texts: [(String, [Int])] = [
    ("", [4]), ("ab", [4, 8]), ("b ab", [4, 6, 4, 8]), ("во", [11]), ("cab", [4, 7, 8]),
    ("\u{1}b\tb", [4, 6, 4, 6]), ("Ａ½", [9, 5, 4, 6]), ("b   b", [4, 6, 4, 6]), ("🙂", [4, 3]),
  ]

  @Test(arguments: 1...2)
  func `a vector is what a plain computation gives`(layers: Int) throws {
    let tiny = TinyModel(layers: layers, seed: UInt64(layers))
    let model = try withFile(tiny.bytes()) { try EmbeddingModel(contentsOf: $0) }
    for (text, pieces) in Self.texts {
      let expected = PlainModel(model: tiny).mean([0] + Self.prefix + pieces + [2])
      #expect(cosine(model.vector(of: text), expected) > 0.9995, "\(text)")
    }
  }

  @Test func `texts that differ have vectors that differ`() throws {
    let model = try withFile(TinyModel().bytes()) { try EmbeddingModel(contentsOf: $0) }
    let vectors = ["ab", "b", "во", ""].map { model.vector(of: $0).map(Double.init) }
    for (place, vector) in vectors.enumerated() {
      for other in vectors[(place + 1)...] {
        #expect(cosine(vector.map(Float.init), other) < 0.995)
      }
    }
  }

  @Test func `many at once are the same as one by one, in their order`() throws {
    let model = try withFile(TinyModel().bytes()) { try EmbeddingModel(contentsOf: $0) }
    let texts = (0..<30).map { String(repeating: ["a", "b ", "во"][$0 % 3], count: $0 % 31) }
    let done = Mutex([Int]())
    let vectors = model.vectors(of: texts) { count in done.withLock { $0.append(count) } }
    #expect(vectors.count == texts.count)
    for (text, vector) in zip(texts, vectors) {
      #expect(cosine(vector, model.vector(of: text).map(Double.init)) > 0.99999)
    }
    #expect(done.withLock { $0.max() } == texts.count)
  }

  @Test func `a text longer than a window is the mean of its windows by length`() throws {
    let tiny = TinyModel()
    let model = try withFile(tiny.bytes()) { try EmbeddingModel(contentsOf: $0) }
    let pieces = Self.prefix + [4] + [Int](repeating: 6, count: 40)
    let window = TinyModel.positions - 2
    var sum = [Double](repeating: 0, count: EmbeddingModel.dimensions)
    for start in stride(from: 0, to: pieces.count, by: window) {
      let part = pieces[start..<min(start + window, pieces.count)]
      let rows = PlainModel(model: tiny).mean([0] + part + [2])
      for place in sum.indices { sum[place] += rows[place] * Double(part.count) }
    }
    #expect(cosine(model.vector(of: String(repeating: "b", count: 40)), sum) > 0.9995)
  }

  @Test func `every vector is one long, whatever the text`() throws {
    let model = try withFile(TinyModel().bytes()) { try EmbeddingModel(contentsOf: $0) }
    let odd = [
      "", " ", "\u{0}", "\u{feff}\u{200b}\u{202e}", "e\u{301}\u{301}",
      String(repeating: "🙂", count: 99),
      String(repeating: " ", count: 5000), "</s><s><pad>", "\r\n\r\n", "\u{10ffff}",
    ]
    for vector in model.vectors(of: odd) {
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }
    #expect(model.vectors(of: []).isEmpty)
  }

  private func cosine(_ first: [Float], _ second: [Double]) -> Double {
    let product = zip(first, second).reduce(0) { $0 + Double($1.0) * $1.1 }
    let lengths =
      first.reduce(0) { $0 + Double($1) * Double($1) } * second.reduce(0) { $0 + $1 * $1 }
    return product / lengths.squareRoot()
  }
}
