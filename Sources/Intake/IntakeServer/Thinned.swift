// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Style and script without what only their readers need, so that the form fits into its bytes.
///
/// It does not parse: comments go only as whole lines, and within a line only spaces go, where the line
/// has nothing but code and plain texts in quotes. A line with a slash (a pattern, a comment behind
/// code) or a backslash stays as it is. A text may not run over lines; a test looks for that.
enum Thinned {
  /// A script without its comment lines, indentation, and spaces around signs.
  static func script(_ text: String) -> String {
    lines(of: text, lineComment: "//").reduce(into: "") { script, line in
      guard let short = squeezed(line) else { return script += "\(line)\n" }
      // After these a line end means nothing.
      let mayGoOn = [";", "{", ",", "("].contains { short.hasSuffix($0) }
      script += mayGoOn ? short : "\(short)\n"
    }
  }

  /// A style without its comment lines and indentation.
  static func style(_ text: String) -> String {
    lines(of: text, lineComment: nil).joined(separator: "\n") + "\n"
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

  /// A line without the spaces around signs, or nil where it has more than code and plain texts.
  ///
  /// Plus and minus keep theirs: `a + +b` is not `a++b`.
  private static func squeezed(_ line: Substring) -> String? {
    let text = #/'[^'\\]*'|"[^"\\]*"|`[^`\\]*`/#
    let code = line.split(separator: text, omittingEmptySubsequences: false)
    guard !code.contains(where: { $0.contains(#/['"`\\\/]/#) }) else { return nil }
    let texts = line.matches(of: text).map { String(line[$0.range]) } + [""]
    return zip(code, texts).map { part, text in
      part.replacing(#/ *([=<>&|?:,;(){}\[\]!*%]) */#) { String($0.output.1) } + text
    }.joined()
  }

  private static func lines(of text: String, lineComment: String?) -> [Substring] {
    var isInside = false
    var kept: [Substring] = []
    for line in text.split(separator: "\n") {
      let line = line.trimmingPrefix(while: \.isWhitespace)
      if line.hasPrefix("/*") { isInside = true }
      let isComment = isInside || lineComment.map { line.hasPrefix($0) } ?? false
      if isInside && line.hasSuffix("*/") { isInside = false }
      if !isComment && !line.isEmpty { kept.append(line) }
    }
    return kept
  }
}
