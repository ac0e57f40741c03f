// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding

/// Texts as weighted rows of the pieces of their folded words: words, beginnings, and three to five letters in a row.
///
/// Sublinear tf-idf (Salton and Buckley 1988), each kind one long by itself. Pieces are hashed with a sign into
/// few columns (Weinberger et al. 2009), since only the distances between texts matter here.
struct WordRows: Sendable {
  static let columns = 1 << 15
  private static let beginning = 5
  private static let lengths = 3...5

  /// One text.
  struct Row: Sendable {
    var columns: [Int] = []
    var weights: [Float] = []
  }

  /// One row for each text; empty for a text without letters.
  let rows: [Row]

  init(_ texts: [String]) {
    let counted = texts.indices.inParallel { Self.pieces(of: texts[$0]) }
    var seen: [UInt64: Int] = [:]
    for kinds in counted { for piece in kinds.flatMap(\.keys) { seen[piece, default: 0] += 1 } }
    rows = counted.map { kinds in
      var row = Row()
      for kind in kinds { Self.add(kind, seen, of: texts.count, to: &row) }
      return row
    }
  }

  /// What only one text has groups nothing and is left out.
  private static func add(
    _ kind: [UInt64: Int], _ seen: [UInt64: Int], of all: Int, to row: inout Row
  ) {
    // Sorted, so that sums are the same in each run.
    let shared = kind.filter { seen[$0.key] ?? 0 > 1 }.sorted { $0.key < $1.key }
    let weights = shared.map { piece, times in
      (1 + log(Float(times))) * (log(Float(all + 1) / Float((seen[piece] ?? 0) + 1)) + 1)
    }
    let length = max(weights.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-9)
    for (piece, weight) in zip(shared, weights) {
      let mixed = (piece.key ^ (piece.key >> 29)) &* 0x9e37_79b9_7f4a_7c15
      row.columns.append(Int(mixed >> 49))
      row.weights.append((mixed & 1 == 0 ? 1 : -1) * weight / length)
    }
  }

  /// By kind, how often each piece stands in a text.
  private static func pieces(of text: String) -> [[UInt64: Int]] {
    let folded = FoldedText(Array(text.unicodeScalars))
    var (words, starts, rows) = ([UInt64: Int](), [UInt64: Int](), [UInt64: Int]())
    for word in folded.words where !word.letters.isEmpty {
      let letters = folded.letters[word.letters]
      words[hash(letters, seed: 1), default: 0] += 1
      starts[hash(letters.prefix(beginning), seed: 2), default: 0] += 1
      let bordered = [UInt8(ascii: " ")] + letters + [UInt8(ascii: " ")]
      for length in lengths where length <= bordered.count {
        for start in 0...(bordered.count - length) {
          rows[hash(bordered[start..<start + length], seed: 3), default: 0] += 1
        }
      }
    }
    return [words, starts, rows]
  }

  /// FNV-1a; nothing here is secret, and it is the same on every machine.
  private static func hash(_ bytes: ArraySlice<UInt8>, seed: UInt64) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
  }
}
