// SPDX-License-Identifier: Apache-2.0

/// Everything about a theme in one description, for programs that know a name and a description only.
///
/// The definition comes first, then a line for each part, as `key: value`; so it is read by people and
/// comes back whole.
enum EntryText {
  static func write(_ entry: ThemeEntry) -> String {
    var lines = entry.definition.map { [oneLine($0)] } ?? []
    lines.append("id: \(entry.id)")
    lines += entry.group.map { ["group: \($0)"] } ?? []
    lines += entry.actor.map { ["actor: \($0)"] } ?? []
    lines += entry.category.map { ["category: \(oneLine($0))"] } ?? []
    lines += entry.include.map { "include: \(oneLine($0))" }
    lines += entry.exclude.map { "exclude: \(oneLine($0))" }
    for (code, text) in entry.name.sorted(by: <) { lines.append("name.\(code): \(oneLine(text))") }
    for (code, text) in entry.meaning.sorted(by: <) {
      lines.append("meaning.\(code): \(oneLine(text))")
    }
    for (code, cues) in entry.cues.sorted(by: { $0.key < $1.key }) {
      lines += cues.map { "cue.\(code): \(oneLine($0))" }
    }
    lines += entry.choices.map { "choice: \($0)" }
    lines += entry.htcds.map { "htcds.related: \($0)" }
    return lines.joined(separator: "\n")
  }

  /// The parts of a description; lines without a known key are its definition.
  static func read(_ text: String) -> ThemeEntry {
    var entry = ThemeEntry(id: "")
    var definition: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1).map {
        $0.trimmingPrefix(while: \.isWhitespace)
      }
      let value = parts.count == 2 ? String(parts[1]) : ""
      if value.isEmpty || !take(String(parts[0]), value, into: &entry) {
        let words = line.trimmingPrefix(while: \.isWhitespace)
        if !words.isEmpty { definition.append(String(words)) }
      }
    }
    if !definition.isEmpty { entry.definition = definition.joined(separator: " ") }
    return entry
  }

  private static func take(_ key: String, _ value: String, into entry: inout ThemeEntry) -> Bool {
    let parts = key.split(separator: ".").map(String.init)
    switch (parts.first, parts.count) {
    case ("id", 1): entry.id = value
    case ("group", 1): entry.group = value
    case ("actor", 1): entry.actor = value
    case ("category", 1): entry.category = value
    case ("include", 1): entry.include.append(value)
    case ("exclude", 1): entry.exclude.append(value)
    case ("choice", 1): entry.choices.append(value)
    case ("htcds", 1), ("htcds", 2): entry.htcds.append(value)
    case ("name", 2): entry.name[parts[1]] = value
    case ("meaning", 2): entry.meaning[parts[1]] = value
    case ("cue", 2): entry.cues[parts[1], default: []].append(value)
    default: return false
    }
    return true
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
