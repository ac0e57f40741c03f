// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into the pieces that a model knows, so that the sum of their scores is largest.
///
/// SentencePiece's unigram model as XLM-RoBERTa uses it.
struct UnigramTokenizer: Sendable {
  /// What a space is written as within pieces.
  private static let spaceMark = UInt32(0x2581)

  let pieces: PieceTable
  let norm: NormMap

  /// The numbers of the text's pieces, without the marks for start and end.
  func pieces(of text: String) -> [Int] {
    let letters = Letters(norm.apply(to: text).map { $0 == 0x20 ? Self.spaceMark : $0 })
    return bestWay(through: letters).reversed()
  }

  /// From the last piece to the first (Viterbi).
  private func bestWay(through letters: Letters) -> [Int] {
    var ways = [Way](repeating: Way(), count: letters.count + 1)
    ways[0].score = 0
    for start in 0..<letters.count where ways[start].score > Way.none {
      extend(&ways, from: start, letters)
    }
    var found: [Int] = []
    var place = letters.count
    while place > 0 {
      found.append(ways[place].piece)
      place = ways[place].start
    }
    return found
  }

  private func extend(_ ways: inout [Way], from start: Int, _ letters: Letters) {
    let first = letters.starts[start]
    let score = ways[start].score
    var hash = PieceHash()
    for end in (start + 1)...letters.count {
      let stop = letters.starts[end]
      guard stop - first <= pieces.longest else { break }
      for byte in letters.starts[end - 1]..<stop { hash.add(letters.bytes[byte]) }
      guard let piece = pieces.piece(letters.bytes[first..<stop], hash: hash),
        piece != pieces.marks.unknown
      else { continue }
      ways[end].improve(Way(score: score + pieces.scores[piece], piece: piece, start: start))
    }
    ways[start + 1].improve(
      Way(score: score + pieces.unknownScore, piece: pieces.marks.unknown, start: start))
  }

  /// The best way to a place in the text: its last piece, and where that starts.
  private struct Way {
    static let none: Float = -1e29
    var score: Float = -1e30
    var piece = 0
    var start = 0

    mutating func improve(_ other: Way) {
      if other.score > score { self = other }
    }
  }

  /// A text as bytes, with where each of its characters starts; one more start is the end.
  private struct Letters {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []

    var count: Int { starts.count - 1 }

    init(_ scalars: [UInt32]) {
      for scalar in scalars {
        starts.append(bytes.count)
        // Every number here is of a text, or was checked when the model was read.
        if let scalar = Unicode.Scalar(scalar) {
          bytes += UTF8.encode(scalar).map(Array.init) ?? []
        }
      }
      starts.append(bytes.count)
    }
  }
}
