// SPDX-License-Identifier: Apache-2.0

/// Looks for the spelling of a word in other letters whose pieces a model finds most likely.
struct SpellingSearch: Sendable {
  /// What a letter costs that no piece begins with.
  private static let strangeLetter: Float = -14
  /// The most beginnings of spellings that are tried from one place of a word.
  private static let mostTried = 4_000

  let pieces: PieceTree
  let spellings: any Spellings

  /// The most likely spelling of a word in small letters, or nil.
  func spell(_ word: String) -> String? {
    let letters = Array(word.unicodeScalars)
    var ways = [Way?](repeating: nil, count: letters.count + 1)
    ways[0] = Way(score: 0, letters: [], start: 0)
    for start in letters.indices {
      guard let way = ways[start] else { continue }
      extend(&ways, letters, from: start, way.score)
    }
    guard ways[letters.count] != nil else { return nil }
    var parts: [[Unicode.Scalar]] = []
    var place = letters.count
    while place > 0, let way = ways[place] {
      parts.append(way.letters)
      place = way.start
    }
    let spelled = parts.reversed().joined()
    return spelled.isEmpty ? nil : String(String.UnicodeScalarView(spelled))
  }

  /// The best way to a place of the word: the last piece, and where it starts.
  private struct Way {
    let score: Float
    let letters: [Unicode.Scalar]
    let start: Int
  }

  /// A beginning of a piece, in both letters.
  private struct Beginning {
    let place, node: Int
    let letters: [Unicode.Scalar]
    let cost: Float
  }

  /// Tries every piece that may stand at a place of the word.
  private func extend(
    _ ways: inout [Way?], _ word: [Unicode.Scalar], from start: Int, _ score: Float
  ) {
    func improve(_ place: Int, _ score: Float, _ letters: [Unicode.Scalar]) {
      guard score > ways[place]?.score ?? -.infinity else { return }
      ways[place] = Way(score: score, letters: letters, start: start)
    }
    // A word begins with a piece that says so, or with one that does not.
    let roots = start == 0 ? [pieces.wordStart, PieceTree.root] : [PieceTree.root]
    var open = roots.map { Beginning(place: start, node: $0, letters: [], cost: 0) }
    var tried = 0
    while let beginning = open.popLast(), tried < Self.mostTried {
      tried += 1
      for length in 1...spellings.longest where beginning.place + length <= word.count {
        let end = beginning.place + length
        for choice in spellings.choices(for: beginning.place..<end, of: word) {
          let cost = beginning.cost + choice.cost
          guard let node = pieces.node(after: beginning.node, choice.letters) else {
            if beginning.letters.isEmpty {
              improve(end, score + Self.strangeLetter - cost, choice.letters)
            }
            continue
          }
          let letters = beginning.letters + choice.letters
          if let piece = pieces.score(at: node) { improve(end, score + piece - cost, letters) }
          if end < word.count {
            open.append(Beginning(place: end, node: node, letters: letters, cost: cost))
          }
        }
      }
    }
  }
}
