// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding

/// A codebook as the sheet in which Red Cross and Red Crescent societies keep feedback codes: type,
/// category, code.
public enum IFRCSheet {
  /// The file: the group as type, the English name as code, and as category its own, or else who can act.
  public static func write(_ entries: [ThemeEntry]) -> [UInt8] {
    let rows = entries.map { entry in
      [
        entry.group ?? "", entry.category ?? entry.actor ?? "", entry.name["en"] ?? entry.id,
      ]
    }
    return CSVSheet.write([["type", "category", "code"]] + rows)
  }

  /// What of a codebook a sheet has no place for, once for each part.
  public static func left(_ entries: [ThemeEntry]) -> [String] {
    var parts: [String] = []
    if entries.contains(where: hidesActor) {
      parts.append("who can act, where a category of its own stands")
    }
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
    let columns = try Columns(header: rows.first ?? [])
    var (entries, left, names) = ([ThemeEntry](), [String](), EntryNames())
    for row in rows.dropFirst() {
      let (type, category, code) = columns.cells(of: row)
      guard !code.isEmpty else { continue }
      var entry = ThemeEntry(id: names.id(for: code))
      entry.name["en"] = code
      entry.group = group(type)
      if entry.group == nil, !type.isEmpty { left.append("the type “\(type)” of “\(code)”") }
      file(&entry, under: category)
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .noCodes }
    return (entries, left)
  }

  /// Who can act, where a request's category says so; any other wording is kept as it is, since the
  /// organisation whose sheet it is looks its codes up by it.
  private static func file(_ entry: inout ThemeEntry, under category: String) {
    guard !category.isEmpty else { return }
    if entry.group == ThemeGroup.asked.rawValue { entry.actor = actor(category) }
    if entry.actor != category { entry.category = category }
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

  /// Whether the category that is written in its place does not say who can act.
  private static func hidesActor(_ entry: ThemeEntry) -> Bool {
    guard let category = entry.category, let known = entry.actor else { return false }
    return actor(category) != known
  }
}

/// Where the three columns of a sheet stand.
private struct Columns {
  private let type, category, code: Int

  /// - Throws: ``ExchangeError/noColumns``.
  init(header: [String]) throws(ExchangeError) {
    let names = header.map { $0.lowercased().filter { !$0.isWhitespace } }
    guard let type = names.firstIndex(of: "type"), let code = names.firstIndex(of: "code"),
      let category = names.firstIndex(of: "category")
    else { throw .noColumns }
    (self.type, self.category, self.code) = (type, category, code)
  }

  /// What stands in them, without the spaces around it; a row may be short.
  func cells(of row: [String]) -> (type: String, category: String, code: String) {
    func cell(_ index: Int) -> String {
      guard row.indices.contains(index) else { return "" }
      return row[index].trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return (cell(type), cell(category), cell(code))
  }
}
