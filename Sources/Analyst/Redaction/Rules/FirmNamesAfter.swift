// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Reads the name of a firm after a word that says that one stands there, as Russian and Tajik have it.
struct FirmNamesAfter: Sendable {
  private let words: FirmWords
  private let verbs: Beginnings
  private let kinds: Set<String>
  private let times: Cues

  init(words: FirmWords) {
    self.words = words
    verbs = Beginnings(words.lists.identifiers.list(.workVerbs))
    times = Cues(beginnings: words.lists.identifiers.list(.countedUnits))
    kinds = words.lists.identifiers.set(.kindsOfTajikFirms)
  }

  /// The name after a word, over words such as `называлась`, and what makes it doubtful.
  func name(after cue: Int, isForm: Bool, in text: NormalizedText) -> (Range<Int>, Certainty)? {
    let (start, wasCalled) = opening(after: cue, in: text)
    if let quoted = text.quotation(from: text.words[start].range.upperBound) {
      return (quoted, .sure)
    }
    guard start + 1 < text.words.count, words.joins(start, start + 1, text) else { return nil }
    let last =
      text.words[start + 1].isCapitalised
      ? lastCapital(from: start + 1, cue: cue, isForm: isForm || wasCalled, text)
      : lastSmall(from: start + 1, cue: cue, isForm: isForm || wasCalled, text)
    guard let last else { return nil }
    let range = text.words[start + 1].range.lowerBound..<text.words[last].range.upperBound
    return (range, text.words[start + 1].isCapitalised ? .sure : .doubtful)
  }

  /// The last of the words between a firm's word and its name, and whether it says "called".
  private func opening(after cue: Int, in text: NormalizedText) -> (last: Int, wasCalled: Bool) {
    var start = cue
    var wasCalled = false
    while start + 1 < text.words.count, start - cue < 3, words.joins(start, start + 1, text),
      case let next = text.words[start + 1],
      words.isCalling(next) || words.isForm(start + 1, text) || words.isQuality(next)
    {
      wasCalled = wasCalled || words.isCalling(next) && next.range.count > 3
      start += 1
    }
    return (start, wasCalled)
  }

  private func lastCapital(
    from first: Int, cue: Int, isForm: Bool, _ text: NormalizedText
  ) -> Int? {
    let isOpen = words.startsName(first, text) || isForm && text.words[first].range.count > 2
    guard isOpen, !words.isWorkplace(text.words[first]) else { return nil }
    var last = first
    while last + 1 < text.words.count, last - first < 3, words.joins(last, last + 1, text),
      text.words[last + 1].isCapitalised, !words.isWorkplace(text.words[last + 1])
    {
      last += 1
    }
    guard last == first else { return last }
    let end = words.extended(last, bound: words.binds(text.words[cue], text), text)
    return !isForm && words.isPerson(last, text) && end == last ? nil : end
  }

  private func lastSmall(
    from first: Int, cue: Int, isForm: Bool, _ text: NormalizedText
  ) -> Int? {
    if isForm {
      return words.isAnyName(text.words[first]) ? words.extended(first, text) : nil
    }
    guard !words.isLocated(text.words[cue]) else { return nil }
    // Алмаз-строй, восток сервис: the last word says that it is a name.
    let isTailed = first + 1 < text.words.count && words.isTail(text.words[first + 1])
    if isTailed, words.isFree(text.words[first]) { return words.extended(first, text) }
    if words.isUnknown(first, text) {
      return words.extended(first, bound: words.binds(text.words[cue], text), text)
    }
    return bound(first, cue: cue, text) ?? adjective(first, cue: cue, text)
      ?? both(first, cue: cue, text)
  }

  /// Дар фабрикаи зели тиллоӣ: Tajik binds a name of two to the word for the firm.
  private func bound(_ first: Int, cue: Int, _ text: NormalizedText) -> Int? {
    let word = text.words[first]
    guard isTajik(text.words[cue], text), words.binds(word, text), word.range.count > 3,
      !kinds.contains(word.skeleton), words.isFree(word), first + 1 < text.words.count,
      words.joins(first, first + 1, text), isBound(text.words[first + 1])
    else { return nil }
    return first + 1
  }

  /// Дар чойхонаи рохат: one word, bound by Tajik or with nothing after it, that is a name too.
  private func both(_ first: Int, cue: Int, _ text: NormalizedText) -> Int? {
    let word = text.words[first]
    // Tajik verbs do not end as Russian ones do: рохат is none.
    let stands = isTajik(text.words[cue], text) || closes(first, text) && !words.endsAsVerb(word)
    return stands && word.range.count > 3 && words.isBoth(word) && !kinds.contains(word.skeleton)
      ? first : nil
  }

  /// Корхонаи, ширкати, but not Russian фабрики, компании.
  private func isTajik(_ cue: Word, _ text: NormalizedText) -> Bool {
    words.binds(cue, text) && !cue.skeleton.hasSuffix("ki")
      && !["kompani", "pekarn", "predpri", "organiz"].contains(where: cue.skeleton.hasPrefix)
  }

  private func isBound(_ word: Word) -> Bool {
    word.range.count > 2 && !words.opens(word) && !kinds.contains(word.skeleton)
      && !words.endsAsVerb(word) && !words.isWorkplace(word)
  }

  /// Работала в гостинице северная звезда: an adjective in the first case after work somewhere.
  private func adjective(_ first: Int, cue: Int, _ text: NormalizedText) -> Int? {
    guard first + 1 < text.words.count, words.joins(first, first + 1, text),
      words.isAdjective(text.words[first], text), words.isFree(text.words[first]),
      case let noun = text.words[first + 1], words.isFree(noun), !words.endsAsVerb(noun),
      !times.contains(noun),
      text.words[max(0, cue - 3)..<cue].contains(where: { verbs.contains($0.skeleton) }),
      closes(first + 1, text)
    else { return nil }
    return first + 1
  }

  /// Whether the sentence or its part ends there, or goes on with a small word.
  private func closes(_ index: Int, _ text: NormalizedText) -> Bool {
    guard index + 1 < text.words.count else { return true }
    return !words.joins(index, index + 1, text) || words.isStop(text.words[index + 1])
  }
}
