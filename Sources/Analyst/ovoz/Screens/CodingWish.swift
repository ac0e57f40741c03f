// SPDX-License-Identifier: Apache-2.0

/// What somebody types while coding line by line.
enum CodingWish {
  /// Said where a line is none of them.
  static let all = "a, +ID -ID, p 2 ID, m WORDS, u, show, / WORDS, t WORDS, i ID, s, q or ?"
  /// Said where nothing was typed.
  static let nothingTyped = "an empty line decides nothing: a accepts what is proposed and begun"

  case nothing, skip, stop, undo, themes, reveal
  case search(String), find(String), explain(String), note(String)
  case passage(ClosedRange<Int>, theme: String)
  /// Themes to add and take away; none to accept what is proposed.
  case decide([Substring])

  init(_ line: String) {
    let words = line.split(separator: " ")
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    // Enter is pressed twice by accident: that may accept nothing.
    case nil: self = .nothing
    case "s" where words.count == 1: self = .skip
    case "q" where words.count == 1: self = .stop
    case "u" where words.count == 1: self = .undo
    case "?": self = .themes
    case "show": self = .reveal
    case "t": self = .find(rest)
    case "i": self = .explain(rest)
    case "m": self = .note(rest)
    case "p" where words.count == 3: self = Self.place(words[1], theme: words[2])
    case "a" where words.count == 1: self = .decide([])
    case let first? where first.hasPrefix("/"): self = .search(Self.letters(in: line))
    default: self = .decide(words)
    }
  }

  /// The passage of `2` or `2-4`; a change that is none where it is neither.
  private static func place(_ numbers: Substring, theme: Substring) -> CodingWish {
    let parts = numbers.split(separator: "-", omittingEmptySubsequences: false)
    let ends = parts.compactMap { Int($0) }
    guard ends.count == parts.count, ends.count <= 2, let first = ends.first,
      let last = ends.last, first <= last
    else { return .decide(["p"]) }
    return .passage(first...last, theme: String(theme))
  }

  /// What stands behind the slash: spaces between its words are sought as they were typed.
  private static func letters(in line: String) -> String {
    var letters = line.drop { $0 == " " }.dropFirst().drop { $0 == " " }
    while letters.last == " " { letters.removeLast() }
    return String(letters)
  }
}
