// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What a model sees of one text: counted, hashed pieces of its folded words.
///
/// Folded, so that a word typed in Latin letters, on a Russian keyboard or without its marks gives the
/// same pieces. Hashed (Weinberger et al. 2009), so that there is no word list to keep, or to leak.
struct TextFeatures: Sendable {
  /// The kinds of pieces; each is weighted and made one length by itself.
  enum Kind: Int, CaseIterable, Sendable {
    /// The first five letters of words: a stem for languages that add endings.
    case stem
    /// Two neighbours, so cut.
    case pair
    /// Two to five letters in a row within a word and its borders.
    case letters

    /// How long a text's row is in this kind; set by cross-validation in four languages.
    var share: Float {
      switch self {
      case .stem: 1
      case .pair: 0.4
      case .letters: 1.4
      }
    }
  }

  /// Each kind has 2^18 places; the research behind this measured no loss at 2^16.
  static let bits = 18
  private static let stemLength = 5
  private static let rowLengths = 2...5

  /// By kind: places in ascending order, each with how often it occurred.
  let counts: [Counts]

  /// How often a piece occurred.
  func times(_ kind: Kind, _ place: UInt32) -> Float {
    let counts = counts[kind.rawValue]
    return counts.places.firstIndex(of: place).map { counts.times[$0] } ?? 1
  }

  /// Counts the pieces of a text.
  init(_ folded: FoldedText) {
    var pieces = [[UInt32]](repeating: [], count: Kind.allCases.count)
    Self.visit(folded) { kind, place, _ in pieces[kind.rawValue].append(place) }
    counts = pieces.map(Counts.init)
  }

  /// Calls `take` for each piece with its kind, its place and the position of its word.
  static func visit(_ text: FoldedText, _ take: (Kind, UInt32, Int) -> Void) {
    var last: UInt64?
    for (position, word) in text.words.enumerated() {
      let letters = text.letters[word.letters]
      // A mark that Redaction left has no letters; words on its two sides are no neighbours.
      guard !letters.isEmpty else {
        last = nil
        continue
      }
      let stem = Hash.of(letters.prefix(stemLength), seed: 1)
      take(.stem, Hash.place(stem), position)
      if let last { take(.pair, Hash.place(Hash.pair(last, stem)), position) }
      last = stem
      visitRows(of: letters) { take(.letters, $0, position) }
    }
  }

  private static func visitRows(of letters: ArraySlice<UInt8>, _ take: (UInt32) -> Void) {
    let bordered = [UInt8(ascii: " ")] + letters + [UInt8(ascii: " ")]
    for length in rowLengths {
      guard length < bordered.count else {
        return take(Hash.place(Hash.of(bordered[...], seed: 16)))
      }
      for start in 0...(bordered.count - length) {
        let row = bordered[start..<(start + length)]
        take(Hash.place(Hash.of(row, seed: 16 + UInt64(length))))
      }
    }
  }

  /// Places and how often each occurred.
  struct Counts: Sendable {
    var places: [UInt32] = []
    var times: [Float] = []

    init(_ pieces: [UInt32]) {
      for piece in pieces.sorted() {
        if places.last == piece {
          times[times.count - 1] += 1
        } else {
          places.append(piece)
          times.append(1)
        }
      }
    }
  }

  /// FNV-1a with a finishing step; nothing here is secret, and it is the same on every machine.
  private enum Hash {
    static func of(_ bytes: ArraySlice<UInt8>, seed: UInt64) -> UInt64 {
      bytes.reduce(0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01b3
      }
    }

    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
      (first &* 0x9e37_79b9_7f4a_7c15) ^ second
    }

    static func place(_ hash: UInt64) -> UInt32 {
      let mixed = (hash ^ (hash >> 29)) &* 0x9e37_79b9_7f4a_7c15
      return UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(bits)))
    }
  }
}
