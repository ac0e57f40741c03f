// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Reads the name of a firm before a word for one, as Uzbek and English have it.
struct FirmNamesBefore: Sendable {
  private let words: FirmWords
  private let small: Set<String>
  private let kinds: Set<String>
  private let links: Set<String>
  private let uzbekKinds: Set<String>
  private let endings: [String]

  init(words: FirmWords) {
    self.words = words
    small = words.lists.identifiers.set(.smallFirms)
    uzbekKinds = words.lists.identifiers.set(.kindsOfUzbekFirms)
    endings =
      words.lists.identifiers.list(.formEndings).filter { $0.utf8.count > 1 }
      .map { Skeleton.of($0) } + ["dagi", "lar", "lari", "im", "ing"]
    kinds = words.lists.identifiers.set(.kindsOfFirms)
    links = words.lists.identifiers.set(.workLinks).union(
      words.lists.identifiers.list(.addressLinks))
  }

  /// The name that stands before a word; `isSurelyNamed` where nothing else stands there.
  func name(
    before cue: Int, isSurelyNamed: Bool, isForm: Bool = false, in text: NormalizedText
  ) -> (Range<Int>, Certainty)? {
    let (opening, wasCalled) = opening(before: cue, in: text)
    if let quoted = text.quotation(upTo: text.words[opening].range.lowerBound) {
      return (quoted, .sure)
    }
    let end = opening == cue && isMixed(before: cue, text) ? cue - 1 : opening
    let isNamed = isSurelyNamed || wasCalled
    let first =
      firstCapital(upTo: end, isNamed: isNamed, text)
      ?? firstSmall(upTo: opening, cue: cue, isNamed: isNamed, isForm: isForm, text)
    guard let first else { return nil }
    let last = text.words[first].isCapitalised ? end : opening
    let range = text.words[first].range.lowerBound..<text.words[last - 1].range.upperBound
    return (range, text.words[first].isCapitalised ? .sure : .doubtful)
  }

  /// Golden Palm massage parlour, Zela nomli kafe: over what it is, or that it is called so.
  private func opening(before cue: Int, in text: NormalizedText) -> (Int, wasCalled: Bool) {
    var end = cue
    var wasCalled = false
    while end > 0, cue - end < 2, words.joins(end - 1, end, text),
      case let word = text.words[end - 1],
      words.isCalling(word) && word.range.count > 3 || words.isQuality(word)
    {
      wasCalled = wasCalled || words.isCalling(word)
      end -= 1
    }
    return (end, wasCalled)
  }

  /// One small word between a capital and the word for the firm: Zela spare restaurant.
  private func isMixed(before cue: Int, _ text: NormalizedText) -> Bool {
    cue > 1 && !text.words[cue - 1].isCapitalised && text.words[cue - 2].isProper
      && words.joins(cue - 1, cue, text) && words.joins(cue - 2, cue - 1, text)
      && !words.lists.isKept(text.words[cue - 2])
  }

  private func firstCapital(upTo end: Int, isNamed: Bool, _ text: NormalizedText) -> Int? {
    var first = end
    while first > 0, end - first < 4, words.joins(first - 1, first, text),
      text.words[first - 1].isProper || isNamed && text.words[first - 1].isCapitalised,
      !words.isWorkplace(text.words[first - 1]), !words.isForm(first - 1, text)
    {
      first -= 1
    }
    if first == end { return isNamed ? capitalAndSmall(upTo: end, text) : nil }
    let isOpen = words.startsName(end - 1, text) || end - first > 1
    return !isOpen || end - first == 1 && words.isPerson(first, text) ? nil : first
  }

  /// Oq zeltun restoranida: a capital, then a small word.
  private func capitalAndSmall(upTo end: Int, _ text: NormalizedText) -> Int? {
    guard end > 1, words.joins(end - 1, end, text), words.joins(end - 2, end - 1, text),
      text.words[end - 2].isCapitalised, words.isUnknown(end - 1, text)
    else { return nil }
    return end - 2
  }

  // MARK: Small letters

  private func firstSmall(
    upTo end: Int, cue: Int, isNamed: Bool, isForm: Bool, _ text: NormalizedText
  ) -> Int? {
    guard end > 0, words.joins(end - 1, end, text) else { return nil }
    if isForm { return firstOfForm(upTo: end, text) }
    if isNamed { return firstOfOwned(upTo: end, text) }
    return small.contains(text.words[cue].skeleton) ? firstOfEnglish(upTo: end, text) : nil
  }

  /// Golden tulip cleaning llc: up to four words before a form of law.
  private func firstOfForm(upTo end: Int, _ text: NormalizedText) -> Int? {
    var first = end
    while first > 0, end - first < 4, words.joins(first - 1, first, text),
      case let word = text.words[first - 1], !words.isStop(word), !words.isCalling(word),
      !words.isWorkplace(word), word.isLatin && word.range.count > 3 || !words.endsAsVerb(word)
    {
      first -= 1
    }
    return first < end ? first : nil
  }

  /// Baraka savdo bozorida: the word before, and one more where both make a name.
  private func firstOfOwned(upTo end: Int, _ text: NormalizedText) -> Int? {
    let last = text.words[end - 1]
    if end > 1, words.joins(end - 2, end - 1, text), case let first = text.words[end - 2],
      words.isTail(last)
        ? words.isFree(first) || words.isBoth(first) : isPlain(first, text) && isPlain(last, text)
    {
      return end - 2
    }
    let isBoth =
      words.isBoth(last) && !words.endsAsVerb(last)
      && !uzbekKinds.contains(last.skeleton)
    return words.isUnknown(end - 1, text) || isBoth ? end - 1 : nil
  }

  /// Kumush qoshiq: a small word without an ending, that says neither what nor whose it is.
  private func isPlain(_ word: Word, _ text: NormalizedText) -> Bool {
    words.isFree(word) && word.range.count > 2 && !words.endsAsVerb(word)
      && !uzbekKinds.contains(word.skeleton)
      && !endings.contains(where: { word.skeleton.utf8.count > 5 && word.skeleton.hasSuffix($0) })
  }

  /// At blue lotus restaurant: up to two words after a preposition, without "a".
  private func firstOfEnglish(upTo end: Int, _ text: NormalizedText) -> Int? {
    var first = end
    while first > 0, end - first < 3, words.joins(first - 1, first, text),
      isEnglishName(text.words[first - 1], text)
    {
      first -= 1
    }
    guard (1...2).contains(end - first), first > 0, words.joins(first - 1, first, text),
      links.contains(text.words[first - 1].skeleton)
    else { return nil }
    return end - first == 2 || words.isUnknown(first, text) ? first : nil
  }

  private func isEnglishName(_ word: Word, _ text: NormalizedText) -> Bool {
    words.isFree(word) && word.isLatin && !kinds.contains(word.skeleton)
      && !text.scalars[word.range].contains("'")
  }
}
