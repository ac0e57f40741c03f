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
  /// Where digits stand for number words.
  private(set) var spoken: [Range<Int>] = []
  /// For each plain scalar, the part of the original that it stands for.
  private var origins: [Origin] = []
  private(set) var uppercase: [Bool] = []
  /// For each original scalar, where its grapheme cluster starts; one more entry for the end.
  private var clusterStarts: [Int] = []

  /// Reads a text of any length; takes time in proportion to it.
  public init(_ text: String) {
    read(text)
    hideReplacements()
    leaveOut(SpacedTokens.separators(in: scalars, uppercase: uppercase))
    DigitRepair.repair(&scalars)
    words = Word.all(in: &scalars, uppercase: uppercase)
    numbers = NumberRun.all(in: scalars)
  }

  /// The part of the original text that a part of `scalars` came from.
  ///
  /// Widened to whole grapheme clusters. The given range must lie within `scalars`.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return widened(origins[first].lower..<origins[last].upper)
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
      origins[origins.count - 1].upper = originalCount + 1
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
    origins.append(Origin(lower: originalCount, upper: originalCount + 1))
    uppercase.append(plain != scalar && scalar.properties.isUppercase)
  }

  /// Turns `[place]` and its like into U+FFFC, one for each scalar.
  ///
  /// Of a replacement with words that are not ours only `[place` is hidden: a writer's own words in
  /// brackets are never hidden from the rules.
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
    guard let kind = RedactionKind(rawValue: String(String.UnicodeScalarView(name))) else {
      return range.lowerBound
    }
    return Self.isOurs(inside[name.endIndex...], kind) ? range.upperBound + 1 : name.endIndex
  }

  /// Whether it follows a kind in a replacement that is hidden whole: nothing, a person's number, an
  /// age's band, a region of ours, which may sound as a city does.
  ///
  /// Anything longer may be the writer's own, as in `[phone 90 123 45 67]`.
  private static func isOurs(_ rest: ArraySlice<Unicode.Scalar>, _ kind: RedactionKind) -> Bool {
    let words = String(String.UnicodeScalarView(rest))
    switch kind {
    case _ where rest.isEmpty: return true
    case .person: return words.wholeMatch(of: /\ [0-9]{1,3}/) != nil
    case .place: return words.hasPrefix(" in ") && PlaceRegions.isName(String(words.dropFirst(4)))
    case .age: return words.wholeMatch(of: /\ [0-9]{1,2}(\+|-[0-9]{1,3})/) != nil
    default: return false
    }
  }

  /// Takes single scalars out; the parts are in order.
  private mutating func leaveOut(_ parts: [Range<Int>]) {
    guard !parts.isEmpty else { return }
    var out = Set<Int>()
    for part in parts { out.formUnion(part) }
    let kept = scalars.indices.filter { !out.contains($0) }
    scalars = kept.map { scalars[$0] }
    origins = kept.map { origins[$0] }
    uppercase = kept.map { uppercase[$0] }
  }

  /// Whether the writer put a capital there.
  func isCapital(_ index: Int) -> Bool { uppercase[index] }

  /// The same text with some parts read otherwise, such as number words as digits.
  ///
  /// Each new scalar stands for the whole of its part. The parts are in order and apart.
  func reading(_ parts: [(range: Range<Int>, plain: [Unicode.Scalar])]) -> NormalizedText {
    guard !parts.isEmpty else { return self }
    var copy = self
    copy.scalars.removeAll(keepingCapacity: true)
    copy.origins.removeAll(keepingCapacity: true)
    copy.uppercase.removeAll(keepingCapacity: true)
    var end = 0
    for part in parts {
      copy.append(end..<part.range.lowerBound, of: self)
      let start = copy.scalars.count
      copy.append(part.plain, over: part.range, of: self)
      if part.plain.contains(where: \.isPlainDigit) {
        copy.spoken.append(start..<copy.scalars.count)
      }
      end = part.range.upperBound
    }
    copy.append(end..<scalars.count, of: self)
    copy.words = Word.all(in: &copy.scalars, uppercase: copy.uppercase)
    copy.numbers = NumberRun.all(in: copy.scalars)
    return copy
  }

  private mutating func append(_ range: Range<Int>, of text: NormalizedText) {
    scalars += text.scalars[range]
    origins += text.origins[range]
    uppercase += text.uppercase[range]
  }

  private mutating func append(
    _ new: [Unicode.Scalar], over range: Range<Int>, of text: NormalizedText
  ) {
    guard let first = range.first, let last = range.last else { return }
    let origin = Origin(lower: text.origins[first].lower, upper: text.origins[last].upper)
    scalars += new
    origins += [Origin](repeating: origin, count: new.count)
    uppercase += [Bool](repeating: false, count: new.count)
  }

  static let replaced: Unicode.Scalar = "\u{FFFC}"

  private struct Origin {
    var lower: Int
    var upper: Int
  }
}
