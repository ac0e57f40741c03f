// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Cities, districts, villages and streets, by lists and by the words that stand beside them.
///
/// Countries and big regions stay. A place found once is found everywhere in the text.
struct PlaceRule: RedactionRule {
  let lists: RedactionLists
  private let cues: PlaceCues
  private let residents: [String]

  init(lists: RedactionLists) {
    self.lists = lists
    cues = PlaceCues(lists: lists)
    residents = lists.identifiers.list(.residentEndings)
  }

  var kind: RedactionKind { .place }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let cued = cues.places(in: text)
    return listed(in: text)
      + cued.map { text.mark($0.range, .place, $0.certainty, by: "place cue") }
      + repeated(cued, in: text)
  }

  private func listed(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      if let count = lists.places.phrase(at: index, in: text.words) {
        return mark(index..<(index + count), by: "place", in: text)
      }
      if let count = rarePlace(at: index, in: text) {
        return mark(index..<(index + count), by: "place list", in: text)
      }
      guard word.skeleton.utf8.count > 1, !lists.isKept(word),
        let entry = lists.places.entry(for: word.skeleton) ?? home(of: word),
        word.skeleton.utf8.count > 3 || word.isCapitalised,
        let certainty = entry.use.certainty(of: word)
      else { return nil }
      return text.mark(word.range, .place, certainty, by: "place", instead: region(of: [word]))
    }
  }

  /// A sure mark over listed words, with their region instead.
  private func mark(
    _ words: Range<Int>, by rule: StaticString, in text: NormalizedText
  ) -> RedactionMark {
    let found = text.words[words]
    let end = text.words[words.upperBound - 1].range.upperBound
    let range = text.words[words.lowerBound].range.lowerBound..<end
    return text.mark(range, .place, .sure, by: rule, instead: region(of: found))
  }

  /// The place that somebody is from: `chiroqchilik man`.
  private func home(of word: Word) -> Lexicon.Entry? {
    residents.lazy.filter(word.skeleton.hasSuffix).compactMap { ending in
      lists.places.exactly(String(word.skeleton.dropLast(ending.count)))
    }.first
  }

  /// The region or country of a listed village or town, which fits many.
  private func region(of words: ArraySlice<Word>) -> Generalisation? {
    lists.region(of: words).map { .region($0) }
  }

  /// How many words are a place of the large list, with a capital that means something.
  private func rarePlace(at index: Int, in text: NormalizedText) -> Int? {
    let word = text.words[index]
    guard word.isProper, word.skeleton.utf8.count > 2, !lists.isKept(word) else { return nil }
    if let count = lists.rarePlaces(at: index, in: text.words), count > 1,
      text.words[index + 1].isCapitalised
    {
      return count
    }
    let roles = lists.roles(of: word)
    guard word.skeleton.utf8.count > 3, roles.contains(.place),
      roles.isDisjoint(with: [.ordinary, .given, .surname])
    else { return nil }
    return 1
  }

  private func repeated(_ cued: [CuedPlace], in text: NormalizedText) -> [RedactionMark] {
    var learned = lists.names.empty()
    for place in cued where place.certainty == .sure {
      for word in place.names where text.words[word].skeleton.utf8.count > 4 {
        learned.learn(text.words[word].skeleton)
      }
    }
    guard !learned.isEmpty else { return [] }
    return text.words.filter { !lists.isKept($0) && learned.entry(for: $0.skeleton) != nil }
      .map { word in
        text.mark(word.range, .place, word.isCapitalised ? .sure : .doubtful, by: "place cue")
      }
  }
}
