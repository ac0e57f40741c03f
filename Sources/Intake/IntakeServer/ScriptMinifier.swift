// SPDX-License-Identifier: Apache-2.0

/// Takes out of our own scripts what only readers need: comments, indentation, spaces, and where it is wanted long local names.
///
/// It knows the style of our files, not all of JavaScript: a stroke after a value divides, and anywhere else opens a pattern;
/// names are renamed unless they stand after a dot or before a colon anywhere, begin with a capital, or are known to the
/// browser, so that no script may be renamed that takes values apart by their names (`{ a }`). The tests run what it makes.
struct ScriptMinifier {
  private static let browserNames: Set<String> = [
    "addEventListener", "break", "catch", "clearTimeout", "const", "continue", "delete", "document",
    "else", "false", "for", "function", "getComputedStyle", "index", "instanceof", "let", "new",
    "null", "parseFloat", "parseInt", "return", "self", "setTimeout", "tables", "target", "texts",
    "this", "throw",
    "true", "try", "typeof", "undefined", "void", "while",
  ]

  static func minified(_ script: String, renames: Bool = true) -> String {
    let tokens = withoutComments(ScriptToken.all(in: script))
    let names = renames ? shortNames(for: tokens) : [:]
    var result = ""
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .space:
        let last = tokens[..<index].last { $0.kind != .space }?.text.last
        let next = tokens[(index + 1)...].first { $0.kind != .space }?.text.first
        result += space(token.text, between: last, and: next, after: result.last)
      case .name where tokens[max(0, index - 1)].text != ".":
        result += names[token.text] ?? token.text
      default: result += token.text
      }
    }
    return result
  }

  /// Spaces that stood around a comment become one, or a line end behind it would be lost.
  private static func withoutComments(_ tokens: [ScriptToken]) -> [ScriptToken] {
    tokens.reduce(into: []) { kept, token in
      if token.kind == .comment { return }
      if token.kind == .space, let last = kept.last, last.kind == .space {
        kept[kept.count - 1] = ScriptToken(kind: .space, text: last.text + token.text)
      } else {
        kept.append(token)
      }
    }
  }

  private static func space(
    _ text: String, between last: Character?, and next: Character?, after end: Character?
  ) -> String {
    guard let last, let next, end != " ", end != "\n" else { return "" }
    if text.contains("\n") { return ",;{([".contains(last) || ")]".contains(next) ? "" : "\n" }
    let isWord = { (letter: Character) in
      letter.isLetter || letter.isNumber || "_$".contains(letter)
    }
    let signs: Set<Character> = ["+", "-"]
    return isWord(last) && isWord(next) || signs.contains(last) && signs.contains(next) ? " " : ""
  }

  private static func shortNames(for tokens: [ScriptToken]) -> [String: String] {
    var counts: [String: Int] = [:]
    var fixed = browserNames
    // A template is taken as it is, so what it names keeps its name.
    for token in tokens where token.text.first == "`" {
      for word in token.text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
        fixed.insert(String(word))
      }
    }
    for (index, token) in tokens.enumerated() where token.kind == .name {
      let isMember = index > 0 && tokens[index - 1].text == "."
      let isKey = index + 1 < tokens.count && tokens[index + 1].text == ":"
      if isMember || isKey || token.text.first?.isUppercase == true { fixed.insert(token.text) }
      counts[token.text, default: 0] += 1
    }
    let long = counts.filter { $0.key.count > 2 && !fixed.contains($0.key) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let free = candidates.filter { counts[$0] == nil && !["do", "if", "in", "of"].contains($0) }
    return Dictionary(zip(long, free), uniquingKeysWith: { first, _ in first })
  }

  private static var candidates: [String] {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
    return letters + letters.flatMap { first in letters.map { first + $0 } }
  }
}

/// A piece of a script.
struct ScriptToken {
  enum Kind { case space, comment, name, text, sign }
  let kind: Kind
  let text: String

  /// Spaces, comments, strings, templates, regular expressions, names, and single signs.
  static func all(in script: String) -> [ScriptToken] {
    let letters = Array(script)
    var tokens: [ScriptToken] = []
    var start = 0
    while start < letters.count {
      let before = tokens.last { $0.kind != .space && $0.kind != .comment }
      let (kind, end) = token(letters, from: start, after: before)
      tokens.append(ScriptToken(kind: kind, text: String(letters[start..<end])))
      start = end
    }
    return tokens
  }

  private static func token(
    _ letters: [Character], from start: Int, after before: ScriptToken?
  ) -> (Kind, Int) {
    let first = letters[start]
    let rest = letters[start...]
    if first.isWhitespace {
      return (.space, rest.firstIndex { !$0.isWhitespace } ?? letters.count)
    }
    if first.isLetter || "_$".contains(first) {
      return (.name, rest.firstIndex { !isPart($0) } ?? letters.count)
    }
    if first.isNumber { return (.text, rest.firstIndex { !isPart($0) } ?? letters.count) }
    if rest.starts(with: "//") {
      return (.comment, rest.firstIndex { $0.isNewline } ?? letters.count)
    }
    if rest.starts(with: "/*") { return (.comment, endOfBlock(letters, start)) }
    if "'\"`".contains(first) { return (.text, end(of: first, letters, start)) }
    // A stroke after a value divides; anywhere else it opens an expression.
    let divides = before.map { $0.kind != .sign || ")]".contains($0.text) } ?? false
    let isReturn = before?.text == "return"
    if first == "/", !divides || isReturn {
      let stop = end(of: "/", letters, start)
      return (.text, letters[stop...].firstIndex { !$0.isLetter } ?? letters.count)
    }
    if rest.starts(with: "...") { return (.sign, start + 3) }
    return (.sign, start + 1)
  }

  private static func endOfBlock(_ letters: [Character], _ start: Int) -> Int {
    var index = start + 2
    while index + 1 < letters.count {
      if letters[index] == "*" && letters[index + 1] == "/" { return index + 2 }
      index += 1
    }
    return letters.count
  }

  private static func isPart(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || "_$".contains(letter)
  }

  private static func end(of quote: Character, _ letters: [Character], _ start: Int) -> Int {
    var index = start + 1
    var isClass = false
    while index < letters.count {
      switch letters[index] {
      case "\\": index += 1
      case "[" where quote == "/": isClass = true
      case "]" where quote == "/": isClass = false
      case quote where !isClass: return index + 1
      default: break
      }
      index += 1
    }
    return letters.count
  }
}
