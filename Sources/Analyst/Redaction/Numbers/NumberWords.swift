// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// What number words are worth, in four languages.
struct NumberWords: Sendable {
  /// What a word adds to a number.
  enum Worth: Equatable, Sendable {
    case value(Int)
    /// Uzbek o'n, after which a digit belongs to the same number: o'n besh.
    case openTen
    /// Multiplies what went before it, or stands for itself: hundred, thousand.
    case times(Int)
    /// Says which in a row, and ends the number.
    case ordinal(Int)
    /// Makes the next digit stand twice or three times.
    case twice(Int)
    case joint
    case plus
  }

  private var worths: [String: Worth] = [:]
  private var english: [String: Worth] = [:]
  private var ordinals: [String: Int] = [:]
  private let ordinalStems: Beginnings
  private let endings: Set<String>
  private let suffixes: [String]
  private let lastLetters: Set<UInt8>
  private let weak: Set<String>
  private let uzbekDigits: Set<String>
  private let compounds: [[Unicode.Scalar]]
  private var beginnings = Beginnings([])

  init(_ tables: IdentifierTables) {
    let stems = Self.entries(tables.list(.ordinals))
    ordinalStems = Beginnings(stems.map(\.word))
    endings = tables.set(.ordinalEndings)
    // The skeletons of Latin spellings, which drop the apostrophe of o'n, are words elsewhere.
    weak = tables.set(.weakNumbers)
    uzbekDigits = tables.set(.uzbekDigits)
    compounds = tables.list(.ageCompounds).map { Array($0.unicodeScalars) }
    suffixes = tables.list(.ordinalSuffixes).sorted { $0.utf8.count > $1.utf8.count }
    lastLetters = Set(suffixes.compactMap(\.utf8.last))
    for (value, word, isFactor) in Self.entries(tables.list(.numbers)) {
      worths[word] = isFactor ? .times(value) : .value(value)
    }
    for (value, word, isFactor) in Self.entries(tables.list(.englishNumbers)) {
      english[word] = isFactor ? .times(value) : .value(value)
    }
    for (value, word, _) in Self.entries(tables.list(.englishOrdinals)) {
      english[word] = .ordinal(value)
    }
    for (value, word, _) in Self.entries(tables.list(.repeatedNumbers)) {
      worths[word] = .twice(value)
    }
    for (value, word, _) in stems { ordinals[word] = value }
    for word in tables.list(.numberJoints) { worths[word] = worths[word] ?? .joint }
    for word in tables.list(.plusWords) { worths[word] = .plus }
    beginnings = Beginnings(Array(worths.keys) + Array(english.keys))
  }

  /// Reads `3= три се 100x= юз`.
  private static func entries(
    _ list: [String]
  ) -> [(value: Int, word: String, isFactor: Bool)] {
    var (value, isFactor) = (0, false)
    var entries: [(value: Int, word: String, isFactor: Bool)] = []
    for token in list {
      guard token.hasSuffix("=") else {
        entries.append((value, Skeleton.of(token), isFactor))
        continue
      }
      isFactor = token.hasSuffix("x=")
      value = Int(token.prefix { $0.isASCII && $0.isNumber }) ?? 0
    }
    return entries
  }

  /// What a word is worth; nil for other words.
  func worth(of word: Word, in text: NormalizedText) -> Worth? {
    let skeleton = word.skeleton
    if skeleton == Self.ten { return isTen(word, text) ? .openTen : nil }
    if word.isLatin, let worth = english[skeleton] { return worth }
    if let worth = worths[skeleton] { return worth }
    if skeleton.utf8.last == UInt8(ascii: "u"), skeleton.utf8.count > 2,
      let worth = worths[String(skeleton.dropLast())], case .value = worth
    {
      // Tajik joins with -у: наваду панҷ.
      return worth
    }
    if skeleton.utf8.last == UInt8(ascii: "i"), skeleton.utf8.count > 3,
      let worth = worths[String(skeleton.dropLast())], case .value = worth
    {
      // Russian bends from five on: пяти, семнадцати.
      return worth
    }
    return ordinal(skeleton)
  }

  /// The number that opens a word such as ҳабдаҳсола, and where it ends.
  func compound(_ word: ArraySlice<Unicode.Scalar>) -> (worth: Worth, end: Int)? {
    guard word.contains(where: { $0 == "л" || $0 == "l" }) else { return nil }
    for tail in compounds {
      guard let start = word.firstPlace(of: tail), start > word.startIndex + 1 else { continue }
      let number = Skeleton.of(word[..<start])
      for base in [number, String(number.dropLast())] {
        if case .value(let value)? = worths[base] { return (.value(value), start) }
      }
    }
    return nil
  }

  /// What number words typed together are worth: двадцатьтри, панҷоҳупанҷ, ninetythree.
  ///
  /// Short ones count from three on: Tajik дучор is no two and four.
  func glued(_ word: Word) -> [Worth]? {
    guard (7...40).contains(word.skeleton.utf8.count), beginnings.contains(word.skeleton),
      let parts = parts(of: word.skeleton[...], word.isLatin, upTo: 5), parts.count > 1,
      parts.count > 2 || parts.contains(where: { $0.length > 3 })
    else { return nil }
    return parts.map(\.worth)
  }

  private func parts(
    of rest: Substring, _ isLatin: Bool, upTo limit: Int
  ) -> [(worth: Worth, length: Int)]? {
    if let worth = partWorth(rest, isLatin) { return [(worth, rest.utf8.count)] }
    guard limit > 1, rest.utf8.count > 3 else { return nil }
    for length in stride(from: min(12, rest.utf8.count - 2), through: 2, by: -1) {
      guard let worth = partWorth(rest.prefix(length), isLatin) else { continue }
      for tail in tails(of: rest, after: length) {
        if let more = parts(of: tail, isLatin, upTo: limit - 1) {
          return [(worth: worth, length: length)] + more
        }
      }
    }
    return nil
  }

  /// What may follow a part: the rest, over Tajik у, or with a letter that sounds only once.
  private func tails(of rest: Substring, after length: Int) -> [Substring] {
    let tail = rest.dropFirst(length)
    return [tail, rest.dropFirst(length - 1)] + (tail.first == "u" ? [tail.dropFirst()] : [])
  }

  private func partWorth(_ part: Substring, _ isLatin: Bool) -> Worth? {
    let word = String(part)
    guard word.utf8.count > 1, word != Self.ten else { return nil }
    switch (isLatin ? english[word] : nil) ?? worths[word] {
    case .value(let value)?: return .value(value)
    case .times(let factor)?: return .times(factor)
    default: return nil
    }
  }

  /// Whether the word is an ordinary one too.
  func isWeak(_ word: Word) -> Bool { weak.contains(word.skeleton) }

  private func ordinal(_ skeleton: String) -> Worth? {
    guard skeleton.utf8.count > 3 else { return nil }
    for stem in ordinalStems.all(of: skeleton)
    where endings.contains(String(skeleton.dropFirst(stem.count))) {
      return ordinals[stem].map { .ordinal($0) }
    }
    guard let last = skeleton.utf8.last, lastLetters.contains(last) else { return nil }
    for suffix in suffixes where skeleton.hasSuffix(suffix) {
      let base = String(skeleton.dropLast(suffix.count))
      if case .value(let value)? = worths[base] ?? worths[base + "i"] { return .ordinal(value) }
    }
    return nil
  }

  /// O'n, ўн: without its apostrophe or breve it is another word in two other languages, unless an
  /// Uzbek digit follows.
  private func isTen(_ word: Word, _ text: NormalizedText) -> Bool {
    if text.scalars[word.range].contains(where: { $0 == "'" || $0 == "ў" }) { return true }
    guard let next = text.firstWord(from: word.range.upperBound).map({ text.words[$0] }) else {
      return false
    }
    return uzbekDigits.contains(next.skeleton)
      && text.gap(word.range.upperBound, next.range.lowerBound, only: [" ", "-"], upTo: 1)
  }

  private static let ten = "on"
}

extension ArraySlice<Unicode.Scalar> {
  /// Where a part first stands.
  fileprivate func firstPlace(of part: [Unicode.Scalar]) -> Int? {
    guard count >= part.count else { return nil }
    return (startIndex...(endIndex - part.count)).first { start in
      self[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
