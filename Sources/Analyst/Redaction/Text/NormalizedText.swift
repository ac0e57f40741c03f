// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// A plain view of a text, with an exact map back to the original.
///
/// Zero-width and bidirectional marks are dropped; digits of any script and full-width forms
/// become ASCII; apostrophes and hyphens are unified; letters are lower-cased; letters of another
/// script that only look right inside a word or a number are repaired. Lengths change, so every
/// scalar remembers where it came from. Replacements made earlier, such as `[person 1]`, show as
/// U+FFFC, so that no rule reads them as words.
public struct NormalizedText: Sendable {
  /// The plain scalars that rules read.
  public private(set) var scalars: [Unicode.Scalar] = []
  /// How many Unicode scalars the original text has.
  public private(set) var originalCount = 0
  /// The words, in order.
  public private(set) var words: [Word] = []

  private(set) var numbers: [NumberRun] = []
  /// For each plain scalar, its offset in the original.
  private var origins: [Int] = []
  private(set) var uppercase: [Bool] = []
  /// For each original scalar, where its grapheme cluster starts; one more entry for the end.
  private var clusterStarts: [Int] = []

  /// Reads a text of any length; takes time in proportion to it.
  public init(_ text: String) {
    read(text)
    hideReplacements()
    repairDigits()
    words = Word.all(in: &scalars, uppercase: uppercase)
    numbers = NumberRun.all(in: scalars)
  }

  /// The part of the original text that a part of `scalars` came from.
  ///
  /// Widened to whole grapheme clusters. The given range must lie within `scalars`.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return widened(origins[first]..<(origins[last] + 1))
  }

  /// The smallest range of whole grapheme clusters around a range of the original text.
  func widened(_ range: Range<Int>) -> Range<Int> {
    var upper = range.upperBound
    while upper < originalCount, clusterStarts[upper] != upper { upper += 1 }
    return clusterStarts[range.lowerBound]..<upper
  }

  /// A mark over a part of `scalars`.
  public func mark(
    _ range: Range<Int>, _ kind: RedactionKind, _ certainty: Certainty, by rule: StaticString,
    instead: Generalisation? = nil
  ) -> RedactionMark {
    RedactionMark(originalRange(of: range), kind, certainty, by: rule, instead: instead)
  }

  private mutating func read(_ text: String) {
    for character in text {
      let start = originalCount
      for scalar in character.unicodeScalars {
        clusterStarts.append(start)
        append(scalar)
        originalCount += 1
      }
    }
    clusterStarts.append(originalCount)
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if let joined = ScalarForm.joined(scalars.last, scalar) {
      scalars[scalars.count - 1] = joined
      return
    }
    switch ScalarForm(scalar) {
    case .dropped: break
    case .one(let plain): append(plain, from: scalar)
    case .several(let plains): for plain in plains { append(plain, from: scalar) }
    }
  }

  private mutating func append(_ plain: Unicode.Scalar, from scalar: Unicode.Scalar) {
    scalars.append(plain)
    origins.append(originalCount)
    uppercase.append(plain != scalar && scalar.properties.isUppercase)
  }

  /// Turns `[place]` and its like into U+FFFC, one for each scalar.
  ///
  /// Of `[place in Sughd]` only `[place` is hidden: rules leave the rest, since it is coarse, and
  /// a writer's own words in brackets are never hidden from them.
  private mutating func hideReplacements() {
    var open: Int?
    for index in scalars.indices {
      if scalars[index] == "[" { open = index }
      guard scalars[index] == "]", let start = open else { continue }
      for hidden in start..<hiddenEnd(of: start...index) { scalars[hidden] = Self.replaced }
      open = nil
    }
  }

  /// Up to where a part in brackets is hidden; its beginning when it is no replacement.
  private func hiddenEnd(of range: ClosedRange<Int>) -> Int {
    let inside = scalars[(range.lowerBound + 1)..<range.upperBound]
    let name = inside.prefix { $0.isPlainLetter }
    guard RedactionKind(rawValue: String(String.UnicodeScalarView(name))) != nil else {
      return range.lowerBound
    }
    let rest = inside[name.endIndex...].prefix { $0.isPlainDigit || $0 == " " || $0 == "-" }
    guard rest.count <= 10 else { return name.endIndex }
    return rest.endIndex == inside.endIndex ? range.upperBound + 1 : name.endIndex
  }

  /// Reads o, з, l as digits where they stand in a number: `9O1 2З4`.
  private mutating func repairDigits() {
    for index in scalars.indices {
      guard let digit = lookalikeDigits[scalars[index]] else { continue }
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      let touches = before.isPlainDigit || after.isPlainDigit
      if touches, !before.isPlainLetter, !after.isPlainLetter { scalars[index] = digit }
    }
  }

  static let replaced: Unicode.Scalar = "\u{FFFC}"
}

extension Unicode.Scalar {
  var isPlainDigit: Bool { value >= 0x30 && value <= 0x39 }

  var isPlainLetter: Bool {
    switch value {
    case 0x61...0x7A, 0x430...0x45F: true
    case 0..<0x80: false
    default: properties.isAlphabetic
    }
  }
}

private let lookalikeDigits: [Unicode.Scalar: Unicode.Scalar] = [
  "o": "0", "о": "0", "з": "3", "l": "1",
]
