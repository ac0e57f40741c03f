// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import RedactionTables

/// The lists and tables of `Config/redaction` as one JavaScript literal, small enough for a phone.
///
/// Words are sounds already (`Skeleton`), so that one list serves every spelling. Lists are sorted,
/// and each word says how many letters it shares with the one before it: a third of the bytes.
struct NoticeTables {
  private let words: WordTables
  private let lists: [String: [ListEntry]]

  init(folder: URL) throws(ConfigMistake) {
    words = try Self.read("words", in: folder) { text, file throws(RedactionTablesError) in
      try WordTables(text, file: file)
    }
    var lists: [String: [ListEntry]] = [:]
    for name in ["names", "places", "kept"] {
      lists[name] = try Self.read(name, in: folder) { text, file throws(RedactionTablesError) in
        try ListFile(text, file: file).entries
      }
    }
    self.lists = lists
  }

  private static func read<Value>(
    _ name: String, in folder: URL,
    as parse: (String, String) throws(RedactionTablesError) -> Value
  ) throws(ConfigMistake) -> Value {
    let file = folder.appending(path: "\(name).txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    do throws(RedactionTablesError) {
      return try parse(text, file.relativePath)
    } catch {
      throw ConfigMistake(error)
    }
  }

  /// The literal for the page of a language: its own words and the Russian ones, which all know.
  func json(for language: Language) -> [String: Any] {
    let chosen: Set = [language.rawValue, Language.ru.rawValue]
    // Most who write here have Tajik names, in whatever language they write.
    let names = language == .uz ? chosen : chosen.union([Language.tg.rawValue])
    func entries(_ name: String) -> [ListEntry] {
      let chosen = name == "names" ? names : chosen
      return (lists[name] ?? []).filter { Self.isFor($0.section, chosen) }
    }
    let places = Dictionary(grouping: entries("places"), by: \.country)
    return [
      "words": wordTables(chosen), "names": Self.folded(entries("names")),
      "places": places.mapValues(Self.folded), "kept": Self.folded(entries("kept")),
      "sounds": Self.sounds,
      "pairs": Skeleton.pairSounds,
      "alike": Lookalikes.pairs.map { "\($0)\($1)" }.joined(),
    ]
  }

  /// A section may name a language, alone or after a country; `rare` is for the analyst alone.
  private static func isFor(_ section: String, _ languages: Set<String>) -> Bool {
    let last = section.split(separator: " ").last.map(String.init) ?? ""
    return last != "rare" && (Language(rawValue: last) == nil || languages.contains(last))
  }

  /// Sorted and folded, but for those whose order counts.
  private func wordTables(_ languages: Set<String>) -> [String: String] {
    var tables: [String: String] = [:]
    for table in WordTable.allCases where !Self.unused.contains(table) {
      let entries = words.list(table, of: languages)
      tables[table.rawValue] =
        table.isAsItIs ? entries.joined(separator: " ") : Self.folded(words: Set(entries))
    }
    return tables
  }

  /// Telephone numbers, plates and links are told by their shape in the notice.
  private static let unused: Set<WordTable> = [
    .mobilePrefixes, .phoneCountries, .plates, .schemes, .russianSurnames, .houses,
    .verbLikeNameEndings, .publicBodies, .nameParticles, .groups,
    .workplaces, .legalForms, .callings,
  ]

  /// First the sound, then the letters that have it: `a` and `аáâ`.
  private static var sounds: [String: String] {
    let letters = Dictionary(grouping: Skeleton.sounds, by: \.value)
    return letters.mapValues { $0.map(\.key).sorted().joined() }
  }

  static func folded(words: Set<String>) -> String {
    var last = ""
    return words.sorted().map { word in
      defer { last = word }
      return fold(word, after: last)
    }
    .joined()
  }

  private static func fold(_ word: String, after last: String) -> String {
    let shared = min(35, word.commonPrefix(with: last).count)
    return String(shared, radix: 36, uppercase: true) + word.dropFirst(shared)
  }

  /// Each word as the number of letters it shares with the one before, in base 36, and the rest.
  static func folded(_ entries: [ListEntry]) -> String {
    var uses: [String: WordUse] = [:]
    for entry in entries {
      for spelling in entry.spellings where spelling.count == 1 && uses[spelling[0]] == nil {
        uses[spelling[0]] = entry.use
      }
    }
    var last = ""
    return uses.keys.sorted().map { word in
      defer { last = word }
      return fold(word, after: last) + (uses[word] ?? .name).sign
    }
    .joined()
  }
}

extension ListEntry {
  fileprivate var country: String { section.split(separator: " ").first.map(String.init) ?? "" }
}

extension WordUse {
  fileprivate var sign: String {
    switch self {
    case .name: ""
    case .alsoOrdinary: "*"
    case .mostlyOrdinary: "!"
    }
  }
}

extension ConfigMistake {
  fileprivate init(_ mistake: RedactionTablesError) {
    switch mistake {
    case .emptyList(let file):
      self.init(file: file, line: 1, message: "holds no entry")
    case .unreadableEntry(let file, let line):
      self.init(file: file, line: line, message: "not an entry, or an unknown table")
    }
  }
}
