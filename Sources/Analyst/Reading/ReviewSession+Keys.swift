// SPDX-License-Identifier: Apache-2.0

import Redaction
public import TerminalScreen

/// What keys do in a review.
extension ReviewSession {
  /// Takes one key.
  public mutating func press(_ key: Key) -> [Effect] {
    notice = ""
    if case .search(let input) = mode {
      search(key, input)
      return []
    }
    let key = key.command
    switch mode {
    case .warning: return pressInWarning(key)
    case .walking: return pressInWalking(key)
    case .adding: return pressInAdding(key)
    case .choosingKind(let passage, let mark): return pressInKinds(key, passage, mark)
    case .extent(let range, let movesStart): return pressInExtent(key, range, movesStart)
    case .help(let top):
      mode = key == .down ? .help(min(top + 1, 40)) : key == .up ? .help(max(0, top - 1)) : .walking
    case .preview, .search: mode = .walking
    }
    return []
  }

  /// Goes to the next place of what is typed; there it can be hidden.
  private mutating func search(_ key: Key, _ input: LineInput) {
    var input = input
    let outcome = input.press(key)
    mode = outcome == .typing ? .search(input) : .walking
    guard outcome == .done else { return }
    let from = cursor.place ?? item?.passage
    guard let hit = page.next(input.text, after: from) else {
      notice = "not found in this testimony"
      return
    }
    cursor.dropSelection()
    cursor.go(to: hit, isWord: true)
    mode = .adding
  }

  private mutating func pressInWarning(_ key: Key) -> [Effect] {
    switch key {
    case .enter, .character(" "): mode = .walking
    case .character("N"), .character("s"): return [.move(1)]
    case .character("P"): return [.move(-1)]
    case .character("q"), .control("c"): return [.leave]
    default: break
    }
    return []
  }

  private mutating func pressInWalking(_ key: Key) -> [Effect] {
    view.follow()
    switch key {
    case .pageDown: view.turn(1)
    case .pageUp: view.turn(-1)
    case .down, .right, .character("j"): step(to: 1)
    case .up, .left, .character("k"): step(to: -1)
    case .character("y"), .enter: return decide { $0.apply($1, in: $2) }
    case .character("n"): return decide { $0.keep($1, in: $2) }
    case .character("e"): if let item { mode = .extent(item.mark.range, movesStart: false) }
    case .character("c"): if let item { mode = .choosingKind(item.passage, of: item.mark) }
    case .character("+"), .character("="): beginAdding()
    case .character("u"): return undo()
    case .character("v"): mode = .preview
    case .character("a"):
      widen()
      notice = walked
    case .character("/"): mode = .search(LineInput())
    case .character("b"): blur.reveal(at: item?.passage)
    case .character("B"):
      blur.turnOff()
      return [.stopBlurring]
    case .character("?"): mode = .help(0)
    case .character("N"), .tab: return [.move(1)]
    case .character("P"): return [.move(-1)]
    case .character("q"), .control("c"), .control("d"): return [.leave]
    default: break
    }
    return []
  }

  private mutating func decide(
    _ step: (inout ReviewState, ReviewItem, String) -> Void
  ) -> [Effect] {
    guard let item else { return [] }
    let question = question(item)
    return change(at: item.passage) { step(&$0, item, question) }
  }

  // MARK: hiding more

  private mutating func beginAdding() {
    cursor = TextCursor(page)
    let near = item.flatMap { item in page.words.first { $0.overlaps(item.passage) } }
    if let word = near ?? page.words.first { cursor.go(to: word, isWord: true) }
    mode = .adding
  }

  private mutating func pressInAdding(_ key: Key) -> [Effect] {
    if cursor.press(key, on: page) { return [] }
    switch key {
    case .character(" "), .character("v"): cursor.toggleSelection()
    case .character("b"): blur.reveal(at: cursor.place)
    case .character("/"): mode = .search(LineInput())
    case .enter:
      if let chosen = cursor.selection ?? cursor.place { mode = .choosingKind(chosen, of: nil) }
    case .escape, .character("q"), .control("c"): mode = .walking
    default: break
    }
    return []
  }

  private mutating func pressInKinds(
    _ key: Key, _ passage: Passage, _ mark: RedactionMark?
  ) -> [Effect] {
    mode = .walking
    guard case .character(let letter) = key, let kind = Self.kind(letter) else { return [] }
    if mark != nil { return change(passage.range, kind) }
    let places = page.places(of: passage)
    let questions = page.answers.map(\.question)
    let effects = change(at: passage) { state in
      for place in places {
        state.add(RedactionSpan(place.range, kind), in: questions[place.answer])
      }
    }
    notice = places.count == 1 ? "hidden" : "hidden in \(places.count) places"
    return effects
  }

  /// The letter before each kind.
  static var kinds: [(letter: Character, kind: RedactionKind)] {
    Array(zip("abcdefghijklmnopqrstuvwxyz", RedactionKind.allCases))
  }

  private static func kind(_ letter: Character) -> RedactionKind? {
    kinds.first { $0.letter == letter }?.kind
  }

  // MARK: another extent or kind

  private mutating func pressInExtent(
    _ key: Key, _ range: Range<Int>, _ movesStart: Bool
  ) -> [Effect] {
    guard let item else { return [] }
    let count = page.answers[item.passage.answer].text.unicodeScalars.count
    switch key {
    case .tab: mode = .extent(range, movesStart: !movesStart)
    case .left, .right:
      let by = key == .left ? -1 : 1
      let lower =
        movesStart ? max(0, min(range.upperBound - 1, range.lowerBound + by)) : range.lowerBound
      let upper = movesStart ? range.upperBound : min(count, max(lower + 1, range.upperBound + by))
      mode = .extent(lower..<upper, movesStart: movesStart)
    case .enter, .character("y"):
      mode = .walking
      return change(range, item.mark.kind)
    case .escape, .character("q"), .control("c"): mode = .walking
    default: break
    }
    return []
  }

  /// Puts another mark in the place of the one that the reviewer is at.
  private mutating func change(_ range: Range<Int>, _ kind: RedactionKind) -> [Effect] {
    guard let item, range != item.mark.range || kind != item.mark.kind else { return [] }
    let question = question(item)
    return change(at: item.passage) { state in
      state.keep(item, in: question)
      state.add(RedactionSpan(range, kind), in: question)
    }
  }
}
