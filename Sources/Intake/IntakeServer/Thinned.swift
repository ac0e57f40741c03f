// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Style and templates without what only their readers need, so that the form fits into its bytes; ``ScriptMinifier`` has the
/// scripts.
enum Thinned {
  /// A style without its comment lines and indentation.
  static func style(_ text: String) -> String {
    lines(of: text).joined(separator: "\n") + "\n"
  }

  /// A template whose lines are joined where nobody can see it.
  ///
  /// A line stays before what stands in a row of its kind, so that browsers without style keep words apart.
  static func page(_ template: String) -> String {
    template.split(separator: "\n").reduce(into: "") { page, line in
      let isSeen = !["<", "{{#", "{{/", "{{^"].contains { line.hasPrefix($0) }
      let isInRow = ["<a", "<fieldset", "<label", "<input", "<textarea"].contains {
        line.hasPrefix($0)
      }
      page += isSeen || isInRow ? "\n\(line)" : line
    }
  }

  private static func lines(of text: String) -> [Substring] {
    var isInside = false
    var kept: [Substring] = []
    for line in text.split(separator: "\n") {
      let line = line.trimmingPrefix(while: \.isWhitespace)
      if line.hasPrefix("/*") { isInside = true }
      let isComment = isInside
      if isInside && line.hasSuffix("*/") { isInside = false }
      if !isComment && !line.isEmpty { kept.append(line) }
    }
    return kept
  }
}
