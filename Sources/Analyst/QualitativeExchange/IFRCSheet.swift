// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// A codebook as the sheet in which Red Cross and Red Crescent societies keep feedback codes: type,
/// category, code.
public enum IFRCSheet {
  /// The file: the group as type, who can act as category, the English name as code.
  public static func write(_ entries: [ThemeEntry]) -> [UInt8] {
    let rows = entries.map { entry in
      [entry.group ?? "", entry.actor ?? "", entry.name["en"] ?? entry.id]
    }
    return CSVSheet.write([["type", "category", "code"]] + rows)
  }

  /// What of a codebook a sheet has no place for, once for each part.
  public static func left(_ entries: [ThemeEntry]) -> [String] {
    var parts: [String] = []
    if entries.contains(where: { $0.name.count > 1 }) { parts.append("names in other languages") }
    if entries.contains(where: { !$0.meaning.isEmpty }) { parts.append("meanings") }
    if entries.contains(where: { $0.definition != nil }) { parts.append("definitions") }
    if entries.contains(where: { !$0.include.isEmpty || !$0.exclude.isEmpty }) {
      parts.append("examples")
    }
    if entries.contains(where: { !$0.cues.isEmpty }) { parts.append("cues") }
    if entries.contains(where: { !$0.choices.isEmpty }) { parts.append("choices") }
    if entries.contains(where: { !$0.htcds.isEmpty }) { parts.append("HTCDS fields") }
    return parts
  }

  /// The codes of a sheet, and what of it has no place in a codebook.
  /// - Throws: ``ExchangeError``.
  public static func read(
    _ bytes: [UInt8]
  ) throws(ExchangeError) -> (entries: [ThemeEntry], left: [String]) {
    guard bytes.count <= RefiCodebook.most else { throw .tooLarge }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw .notUTF8
    }
    let rows = try CSVSheet.read(text)
    let header = (rows.first ?? []).map { $0.lowercased().filter { !$0.isWhitespace } }
    guard let type = header.firstIndex(of: "type"), let code = header.firstIndex(of: "code"),
      let category = header.firstIndex(of: "category")
    else { throw .noColumns }
    var (entries, left, names) = ([ThemeEntry](), [String](), EntryNames())
    for row in rows.dropFirst() where row.indices.contains(code) && !row[code].isEmpty {
      let kind = row.indices.contains(type) ? row[type] : ""
      let place = row.indices.contains(category) ? row[category] : ""
      var entry = ThemeEntry(id: names.id(for: row[code]))
      entry.name["en"] = row[code]
      entry.group = group(kind)
      entry.actor = entry.group == ThemeGroup.asked.rawValue ? actor(place) : nil
      if entry.group == nil, !kind.isEmpty { left.append("the type “\(kind)” of “\(row[code])”") }
      if entry.actor == nil, !place.isEmpty {
        left.append("the category “\(place)” of “\(row[code])”")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .noCodes }
    return (entries, left)
  }

  /// The group that a word for a kind of feedback stands for, or nil.
  static func group(_ word: String) -> String? {
    let word = word.lowercased()
    if let group = ThemeGroup(rawValue: word) { return group.rawValue }
    if ["request", "suggestion"].contains(where: word.contains) {
      return ThemeGroup.asked.rawValue
    }
    if ["praise", "encouragement", "thank"].contains(where: word.contains) {
      return ThemeGroup.helped.rawValue
    }
    return word.contains("complaint") ? ThemeGroup.harmed.rawValue : nil
  }

  private static func actor(_ word: String) -> String? {
    Actor(rawValue: word.lowercased())?.rawValue
  }
}
