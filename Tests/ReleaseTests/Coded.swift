// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Release
import ThematicCoding

/// Everything that these tests need from other targets is made here.
enum Coded {
  /// One coded testimony; the number makes the id.
  static func testimony(
    _ number: Int, _ themes: Set<String>, _ permission: Permission = .count,
    facts: [String: String] = [:], in book: Codebook
  ) throws -> CodedTestimony {
    // Spread over all bytes, so that ids do not sort by number.
    let id = (0..<16).map { UInt8(truncatingIfNeeded: (number &* 167 &+ 13) >> ($0 % 3 * 8)) }
    return try Coder(codebook: book).code(
      id: id, answers: [], permission: permission,
      decision: ThemeDecision(themes: themes, codebookHash: book.hash), facts: facts)
  }

  /// `total` people, of whom the first `counts[theme]` named each theme.
  static func cohort(
    of total: Int, _ counts: [String: Int], from first: Int = 0,
    _ permission: Permission = .count, in book: Codebook
  ) throws -> [CodedTestimony] {
    try (0..<total).map { number in
      let themes = counts.filter { number < $0.value }.map(\.key)
      return try testimony(first + number, Set(themes), permission, in: book)
    }
  }

  /// A small codebook; `name` gives what stands in every language.
  static func codebook(name: (String) -> String = { "Name of \($0)" }) throws -> Codebook {
    let themes = [
      ("blamed", "harmed"), ("punished", "harmed"), ("shelter", "helped"), ("doctor", "helped"),
      ("lawyer", "asked"), ("home", "asked"),
    ]
    let text = themes.map { id, group in
      theme(id, group: group, name: name(id))
    }.joined()
    return try Codebook(parsing: "version: \"7\"\nthemes:\n" + text, file: "codebook.yaml")
  }

  /// The real file of that name under Config/.
  static func config(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Config/\(name)"), encoding: .utf8)
  }

  private static func theme(_ id: String, group: String, name: String) -> String {
    let quoted = "\"" + name.unicodeScalars.map(escaped).joined() + "\""
    let localized = "{ en: \(quoted), ru: \(quoted), tg: \(quoted), uz: \(quoted) }"
    let actor = group == "asked" ? "\n    actor: \(id == "lawyer" ? "courts" : "social")" : ""
    return """
        - id: \(id)
          group: \(group)\(actor)
          name: \(localized)
          meaning: \(localized)
          definition: x
          include: [x]
          exclude: [y]
          cues: { en: [abc], ru: [abc], tg: [abc], uz: [abc] }
          choices: []

      """
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{1B}": "\\e"
    case "\"", "\\": "\\\(scalar)"
    default: String(scalar)
    }
  }
}
