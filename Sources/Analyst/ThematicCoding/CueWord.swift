// SPDX-License-Identifier: Apache-2.0

/// One word of a cue, folded like the texts it is sought in.
package struct CueWord: Hashable {
  package let letters: [UInt8]
  /// Whether any ending may follow.
  let isStem: Bool

  /// Why a cue cannot be used.
  package enum Fault: Error {
    case noLetters
    case strayStar
    case shortStem

    package var advice: String {
      switch self {
      case .noLetters: "a cue needs letters"
      case .strayStar: "the * stands only at the end of a word"
      case .shortStem: "a cue that starts with a stem needs three letters before the *"
      }
    }
  }

  /// The words of a cue such as `не понял*`.
  package static func words(of cue: String) throws(Fault) -> [CueWord] {
    var words: [CueWord] = []
    for part in cue.split(whereSeparator: \.isWhitespace) {
      let isStem = part.hasSuffix("*")
      let spelling = isStem ? part.dropLast() : part
      guard !spelling.contains("*") else { throw .strayStar }
      words.append(contentsOf: try folded(spelling, isStem: isStem))
    }
    // A shorter stem would propose its theme for almost every text.
    guard let first = words.first else { throw .noLetters }
    guard !first.isStem || first.letters.count >= 3 else { throw .shortStem }
    return words
  }

  private static func folded(
    _ spelling: Substring, isStem: Bool
  ) throws(Fault) -> [CueWord] {
    let folded = FoldedText(Array(spelling.unicodeScalars))
    let words = folded.words.map { Array(folded.letters[$0.letters]) }
    guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else { throw .noLetters }
    return words.enumerated().map { index, letters in
      CueWord(letters: letters, isStem: isStem && index == words.count - 1)
    }
  }

  package func matches(_ letters: ArraySlice<UInt8>) -> Bool {
    guard letters.starts(with: self.letters) else { return false }
    return !letters.isEmpty && (isStem || letters.count == self.letters.count)
  }
}
