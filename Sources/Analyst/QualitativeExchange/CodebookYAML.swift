// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Entries as a codebook file for people to finish: what is missing stands as a comment.
///
/// A file in which something is missing is refused by every command until somebody has written it:
/// nothing is made up here.
public enum CodebookYAML {
  /// The file's text.
  public static func write(_ entries: [ThemeEntry], version: String) -> String {
    var lines = ["# Imported; see Config/codebook.yaml for how a theme is written."]
    lines += ["version: \(quoted(version))", "themes:"]
    for entry in entries { lines += theme(entry) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func theme(_ entry: ThemeEntry) -> [String] {
    var lines = ["", "  - id: \(entry.id)"]
    lines += entry.missing.map { "    # missing: \($0)" }
    if let group = entry.group { lines.append("    group: \(quoted(group))") }
    if let actor = entry.actor { lines.append("    actor: \(quoted(actor))") }
    if let category = entry.category { lines.append("    category: \(quoted(category))") }
    lines += texts("name", entry.name) + texts("meaning", entry.meaning)
    if let definition = entry.definition { lines.append("    definition: \(quoted(definition))") }
    if !entry.include.isEmpty { lines.append("    include: \(list(entry.include))") }
    if !entry.exclude.isEmpty { lines.append("    exclude: \(list(entry.exclude))") }
    if !entry.cues.isEmpty {
      lines.append("    cues:")
      for (code, cues) in ordered(entry.cues) { lines.append("      \(code): \(list(cues))") }
    }
    lines.append("    choices: \(list(entry.choices))")
    if !entry.htcds.isEmpty { lines.append("    htcds: \(list(entry.htcds))") }
    return lines
  }

  private static func texts(_ key: String, _ texts: [String: String]) -> [String] {
    guard !texts.isEmpty else { return [] }
    return ["    \(key):"] + ordered(texts).map { "      \($0): \(quoted($1))" }
  }

  /// The languages that Ovoz speaks, in its order; others would be refused.
  private static func ordered<Value>(_ values: [String: Value]) -> [(String, Value)] {
    (Language.allCases + Language.optional).compactMap { language in
      values[language.rawValue].map { (language.rawValue, $0) }
    }
  }

  private static func list(_ texts: [String]) -> String {
    "[\(texts.map(quoted).joined(separator: ", "))]"
  }

  /// A double-quoted scalar (YAML 1.1 §5.7); controls go by number.
  private static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
