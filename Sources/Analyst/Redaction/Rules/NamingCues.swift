// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Words that say that a name follows or went before: `меня зовут`, `номам`, `ismim`, `my name is`.
struct NamingCues {
  let lists: RedactionLists
  private let before: Set<String>
  private let skipped: Set<String>
  private let honorifics: Set<String>
  private let after: Set<String>
  private let officials: [String]
  private let shortTitles: Set<String>
  private let run: NameRun

  init(lists: RedactionLists) {
    self.lists = lists
    before = lists.words.set(.nameCues)
    skipped = lists.words.set(.nameCueFillers)
    honorifics = lists.words.set(.titlesBefore)
    after = lists.words.set(.titlesAfter)
    officials = lists.words.list(.officials)
    shortTitles = lists.identifiers.set(.shortTitles)
    run = NameRun(lists: lists)
  }

  /// The indices of words that such a word names.
  func named(in text: NormalizedText) -> [Int] {
    text.words.indices.flatMap { index in
      let word = text.words[index].skeleton
      if before.contains(word) { return following(index, text) }
      if honorifics.contains(word) { return titled(index, text) }
      if after.contains(word) { return proper(index - 1, beside: index, text) }
      if officials.contains(where: { word.hasPrefix($0) }) { return official(index, text) }
      return []
    }
  }

  /// Whether the word is a title such as Mr, which a dot may follow.
  func isShortTitle(_ word: Word) -> Bool {
    word.skeleton.utf8.count < 4 && word.isCapitalised && honorifics.contains(word.skeleton)
  }

  /// The name after a title; a short title, such as Mr, goes with it.
  private func titled(_ title: Int, _ text: NormalizedText) -> [Int] {
    guard title + 1 < text.words.count else { return [] }
    let word = text.words[title]
    let isShort = isShortTitle(word)
    let isSmall = !word.isCapitalised && word.isLatin && shortTitles.contains(word.skeleton)
    guard joins(title, title + 1, text, dots: isShort || isSmall) else { return [] }
    // Mrs kim said: in small letters the next word alone.
    if isSmall, !text.words[title + 1].isCapitalised {
      return text.words[title + 1].range.count > 2 ? [title + 1] : []
    }
    let name = run.words(from: title + 1, in: text)
    return isShort && !name.isEmpty ? [title] + name : name
  }

  /// The name of a judge or officer, who are often called by their surnames alone.
  private func official(_ office: Int, _ text: NormalizedText) -> [Int] {
    guard office + 1 < text.words.count, joins(office, office + 1, text) else { return [] }
    let name = run.words(from: office + 1, in: text)
    // Генеральный прокурор Республики: no name.
    return name.contains { lists.roles(of: text.words[$0]).contains(.ordinary) } ? [] : name
  }

  /// The word after a cue, over small words such as `is` and `ман`, and a surname after it.
  private func following(_ cue: Int, _ text: NormalizedText) -> [Int] {
    var index = cue + 1
    while index < text.words.count, index <= cue + 3, skipped.contains(text.words[index].skeleton),
      joins(index - 1, index, text)
    {
      index += 1
    }
    guard index < text.words.count, joins(index - 1, index, text) else { return [] }
    let word = text.words[index]
    guard word.skeleton.utf8.count > 2, !lists.isKept(word) else { return [] }
    guard word.isCapitalised else { return [index] + proper(index + 1, beside: index, text) }
    return run.words(from: index, in: text)
  }

  /// A capitalised neighbour that is no ordinary word.
  private func proper(_ index: Int, beside other: Int, _ text: NormalizedText) -> [Int] {
    guard text.words.indices.contains(index), text.words[index].isCapitalised,
      text.words[index].skeleton.utf8.count > 2, !lists.isKept(text.words[index]),
      joins(min(index, other), max(index, other), text)
    else { return [] }
    return [index]
  }

  private func joins(
    _ one: Int, _ next: Int, _ text: NormalizedText, dots: Bool = false
  ) -> Bool {
    var signs: Set<Unicode.Scalar> = [" ", ":", "-", "\"", "«"]
    if dots { signs.insert(".") }
    return text.gap(
      text.words[one].range.upperBound, text.words[next].range.lowerBound, only: signs, upTo: 3)
  }
}
