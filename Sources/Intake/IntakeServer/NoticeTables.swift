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
    for name in ["names", "surnames", "places", "kept"] {
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

  /// The literal, without the texts.
  var json: [String: Any] {
    let kept = lists["kept"] ?? []
    let places = Dictionary(grouping: lists["places"] ?? []) { entry in
      entry.section.isEmpty ? "elsewhere" : entry.section
    }
    return [
      "words": wordTables, "names": Self.folded(lists["names"] ?? []),
      "surnames": Self.folded(lists["surnames"] ?? []), "places": places.mapValues(Self.folded),
      "kept": [kept.filter { !$0.isLatin }, kept.filter(\.isLatin)].map(Self.folded),
      "phrases": Self.phrases(lists["places"] ?? []), "sounds": Skeleton.sounds,
      "pairs": Skeleton.pairSounds,
      "alike": Lookalikes.pairs.map { "\($0)\($1)" }.joined(),
    ]
  }

  private var wordTables: [String: String] {
    var tables: [String: String] = [:]
    for table in WordTable.allCases {
      var seen: Set<String> = []
      let entries = words.list(table).filter { seen.insert($0).inserted }
      tables[table.rawValue] = (table.isAsItIs ? entries : entries.sorted()).joined(separator: " ")
    }
    return tables
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
      let shared = min(35, word.commonPrefix(with: last).count)
      last = word
      return String(shared, radix: 36, uppercase: true) + word.dropFirst(shared)
        + (uses[word] ?? .name).sign
    }
    .joined()
  }

  private static func phrases(_ entries: [ListEntry]) -> String {
    let phrases = entries.flatMap(\.spellings).filter { $0.count > 1 }
      .map { $0.joined(separator: " ") }
    return Set(phrases).sorted().joined(separator: ";")
  }
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
