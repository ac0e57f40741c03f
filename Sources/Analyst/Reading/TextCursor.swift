// SPDX-License-Identifier: Apache-2.0

import TerminalScreen

/// Where the reader is: on a sentence or a word, perhaps with a selection that reaches there.
struct TextCursor: Sendable, Equatable {
  /// The sentence or word; nil on a page without words.
  private(set) var place: Passage?
  /// Where the selection was begun.
  private(set) var anchor: Passage?
  /// Whether the place is a word.
  private(set) var isOnWord = false

  init(_ page: PageText) { place = page.sentences.first }

  /// What is selected.
  var selection: Passage? {
    guard let anchor, let place else { return nil }
    let range =
      min(
        anchor.range.lowerBound, place.range.lowerBound)..<max(
        anchor.range.upperBound, place.range.upperBound)
    return Passage(answer: anchor.answer, range: range)
  }

  /// Begins a selection here, or gives it up.
  mutating func toggleSelection() { anchor = anchor == nil ? place : nil }

  mutating func dropSelection() { anchor = nil }

  /// Puts the cursor on a passage.
  mutating func go(to passage: Passage, isWord: Bool) {
    guard anchor == nil || anchor?.answer == passage.answer else { return }
    (place, isOnWord) = (passage, isWord)
  }

  /// Moves when the key is one for moving; false when it is not.
  mutating func press(_ key: Key, on page: PageText) -> Bool {
    switch key {
    case .down, .character("j"): step(to: 1, in: page.sentences, isWord: false)
    case .up, .character("k"): step(to: -1, in: page.sentences, isWord: false)
    case .right, .character("l"): step(to: 1, in: page.words, isWord: true)
    case .left, .character("h"): step(to: -1, in: page.words, isWord: true)
    case .home: if let first = page.sentences.first { go(to: first, isWord: false) }
    case .end: if let last = page.sentences.last { go(to: last, isWord: false) }
    default: return false
    }
    return true
  }

  private mutating func step(to direction: Int, in units: [Passage], isWord: Bool) {
    guard let place else { return }
    let here = (place.answer, place.range.lowerBound)
    let next =
      direction > 0
      ? units.first { ($0.answer, $0.range.lowerBound) > here }
      : units.last { ($0.answer, $0.range.lowerBound) < here }
    // From a whole sentence into its first word.
    if isWord, !isOnWord, direction > 0,
      let first = units.first(where: { ($0.answer, $0.range.lowerBound) == here })
    {
      return go(to: first, isWord: true)
    }
    if let next { go(to: next, isWord: isWord) }
  }
}
