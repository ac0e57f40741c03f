// SPDX-License-Identifier: Apache-2.0

/// All cues of a codebook, found by the letters of their first word.
///
/// A trie of first words, so that the time per text does not grow with the number of cues.
struct CueIndex: Sendable {
  /// Words of one text that a cue of a theme matched.
  struct Match {
    /// The theme's position in the codebook.
    let theme: Int
    /// Positions of the matched words in the text.
    let words: Range<Int>
  }

  private struct Cue: Sendable {
    let theme: Int
    let isStem: Bool
    let rest: [CueWord]
  }

  private var children: [UInt32: UInt32] = [:]
  private var cues: [[Cue]] = [[]]

  /// The cues of each theme.
  init(_ themes: [[String]]) {
    for (position, cues) in themes.enumerated() {
      for cue in cues {
        // The codebook's reader has refused every cue that has no words.
        guard let words = try? CueWord.words(of: cue) else { continue }
        insert(words, theme: position)
      }
    }
  }

  func matches(in text: FoldedText) -> [Match] {
    var matches: [Match] = []
    for position in text.words.indices { find(at: position, in: text, into: &matches) }
    return matches
  }

  private mutating func insert(_ words: [CueWord], theme: Int) {
    var node: UInt32 = 0
    for byte in words[0].letters {
      let edge = Self.edge(node, byte)
      node = children[edge] ?? UInt32(cues.count)
      if children.updateValue(node, forKey: edge) == nil { cues.append([]) }
    }
    let cue = Cue(theme: theme, isStem: words[0].isStem, rest: Array(words.dropFirst()))
    cues[Int(node)].append(cue)
  }

  private func find(at position: Int, in text: FoldedText, into matches: inout [Match]) {
    let letters = text.words[position].letters
    var node: UInt32 = 0
    for offset in letters {
      guard let next = children[Self.edge(node, text.letters[offset])] else { return }
      node = next
      let isWhole = offset + 1 == letters.upperBound
      for cue in cues[Int(node)] where isWhole || cue.isStem {
        guard continues(cue, after: position, in: text) else { continue }
        matches.append(Match(theme: cue.theme, words: position..<position + 1 + cue.rest.count))
      }
    }
  }

  private func continues(_ cue: Cue, after position: Int, in text: FoldedText) -> Bool {
    guard position + cue.rest.count < text.words.count else { return false }
    for (step, word) in cue.rest.enumerated() {
      let letters = text.words[position + 1 + step].letters
      guard word.matches(text.letters[letters]) else { return false }
    }
    return true
  }

  private static func edge(_ node: UInt32, _ byte: UInt8) -> UInt32 { node << 8 | UInt32(byte) }
}
