// SPDX-License-Identifier: Apache-2.0

/// A word, number or sign as the tagger sees it: how it sounds, how it is written, which list has it.
package struct TaggerToken: Sendable {
  /// How a token is written.
  enum Shape: UInt64 {
    case lower, lowerAmongStarts, lowerThroughout
    case capital, capitalAtStart, capitals, initial
    case number, sign
  }

  /// Where it stands in `NormalizedText.scalars`.
  package let range: Range<Int>
  /// The index of the word; nil for numbers and signs.
  let word: Int?
  /// How it sounds, in Latin letters; a number is noughts, a sign itself.
  let letters: [UInt8]
  /// `ends[n]` is the hash of the first n letters.
  let hashes: [UInt64]
  let shape: Shape
  let flags: TokenFlags

  var hash: UInt64 { hashes[letters.count] }

  /// Whether a line ends here.
  package var endsLine: Bool { shape == .sign && letters == [UInt8(ascii: "\n")] }

  /// Whether a sentence may end here.
  package var endsSentence: Bool {
    shape == .sign && letters.count == 1 && ".!?;".utf8.contains(letters[0])
  }

  /// The hash of its last letters, from the end on.
  func ending(_ length: Int) -> UInt64 {
    WordHash.of(letters.suffix(length), after: UInt64(length))
  }

  /// The tokens of a text, in order; spaces are none.
  static func all(in text: NormalizedText, lists: TokenLists) -> [TaggerToken] {
    let style = CapitalStyle(text.words)
    var tokens: [TaggerToken] = []
    tokens.reserveCapacity(text.words.count * 5 / 4)
    var index = 0
    var word = 0
    while index < text.scalars.count {
      if word < text.words.count, text.words[word].range.lowerBound == index {
        tokens.append(TaggerToken(text.words[word], at: word, text, style, lists))
        index = text.words[word].range.upperBound
        word += 1
      } else {
        let end = text.endOfDigits(from: index)
        if let token = TaggerToken(index..<end, text) { tokens.append(token) }
        index = end
      }
    }
    return tokens
  }

  private init(
    _ word: Word, at index: Int, _ text: NormalizedText, _ style: CapitalStyle, _ lists: TokenLists
  ) {
    range = word.range
    self.word = index
    letters = Array(word.skeleton.utf8)
    hashes = WordHash.beginnings(of: letters)
    shape = style.shape(of: word, in: text)
    flags = lists.flags(letters: letters, hashes: hashes)
  }

  private init?(_ range: Range<Int>, _ text: NormalizedText) {
    let scalar = text.scalars[range.lowerBound]
    guard !scalar.properties.isWhitespace || scalar == "\n" else { return nil }
    self.range = range
    word = nil
    let isNumber = scalar.isPlainDigit
    letters =
      isNumber
      ? Array(repeating: UInt8(ascii: "0"), count: min(range.count, 8))
      : Array(String(Self.plain(scalar)).utf8)
    hashes = WordHash.beginnings(of: letters)
    shape = isNumber ? .number : .sign
    flags = []
  }

  /// Quotation marks of all kinds are two: one that opens, one that closes or does either.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "“", "„", "«": "«"
    case "”", "»", "\"", "'": "»"
    default: scalar
    }
  }
}

extension NormalizedText {
  /// The end of the digits that begin at a place; of a single sign where none do.
  fileprivate func endOfDigits(from index: Int) -> Int {
    var end = index + 1
    guard scalars[index].isPlainDigit else { return end }
    while end < scalars.count, scalars[end].isPlainDigit { end += 1 }
    return end
  }
}

/// How a writer uses capitals: a small letter says something only where others are large.
private enum CapitalStyle {
  case none, startsOnly, proper

  init(_ words: [Word]) {
    if words.contains(where: \.isProper) {
      self = .proper
    } else {
      self = words.contains(where: \.isCapitalised) ? .startsOnly : .none
    }
  }

  func shape(of word: Word, in text: NormalizedText) -> TaggerToken.Shape {
    guard word.isCapitalised else {
      switch self {
      case .none: return .lowerThroughout
      case .startsOnly: return .lowerAmongStarts
      case .proper: return .lower
      }
    }
    if word.range.count == 1 { return .initial }
    if word.range.allSatisfy({ text.uppercase[$0] }) { return .capitals }
    return word.startsSentence ? .capitalAtStart : .capital
  }
}
