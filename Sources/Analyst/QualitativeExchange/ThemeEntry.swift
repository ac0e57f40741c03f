// SPDX-License-Identifier: Apache-2.0

import ConfigFile
public import ThematicCoding

/// A theme between two formats: any of its parts may be missing.
public struct ThemeEntry: Codable, Equatable, Sendable {
  /// The theme's id.
  public var id: String
  /// `harmed`, `helped` or `asked`; nil where the file does not say.
  public var group: String?
  /// Who can act on it; only a request has one.
  public var actor: String?
  /// Where a sheet of another organisation files it, in its words.
  public var category: String?
  /// The short name by language.
  public var name: [String: String] = [:]
  /// One plain sentence by language.
  public var meaning: [String: String] = [:]
  /// What counts as this theme.
  public var definition: String?
  /// Sentences that belong here.
  public var include: [String] = []
  /// Sentences that belong elsewhere.
  public var exclude: [String] = []
  /// Cues by language.
  public var cues: [String: [String]] = [:]
  /// Ticked answers that propose it.
  public var choices: [String] = []
  /// Fields of HTCDS.
  public var htcds: [String] = []

  /// An entry of which nothing is known but its id.
  public init(id: String) { self.id = id }

  /// A theme whole.
  public init(_ theme: Theme) {
    self.init(id: theme.id)
    group = theme.group.rawValue
    actor = theme.actor?.rawValue
    category = theme.category
    name = Self.byCode(theme.name)
    meaning = Self.byCode(theme.meaning)
    definition = theme.definition
    (include, exclude) = (theme.include, theme.exclude)
    cues = Dictionary(uniqueKeysWithValues: theme.cues.map { ($0.rawValue, $1) })
    (choices, htcds) = (theme.choices, theme.htcds)
  }

  /// What a codebook needs and the entry lacks, as keys of the file.
  public var missing: [String] {
    let languages = Language.allCases.map(\.rawValue)
    var keys: [String] = []
    if group == nil { keys.append("group") }
    if group == ThemeGroup.asked.rawValue, actor == nil { keys.append("actor") }
    keys += languages.filter { name[$0] == nil }.map { "name.\($0)" }
    keys += languages.filter { meaning[$0] == nil }.map { "meaning.\($0)" }
    if definition == nil { keys.append("definition") }
    if include.isEmpty { keys.append("include") }
    if exclude.isEmpty { keys.append("exclude") }
    return keys + languages.filter { cues[$0]?.isEmpty ?? true }.map { "cues.\($0)" }
  }

  private static func byCode(_ text: LocalizedText) -> [String: String] {
    Dictionary(uniqueKeysWithValues: text.texts.map { ($0.rawValue, $1) })
  }
}

/// Makes ids of names that people wrote in any alphabet, each once.
struct EntryNames {
  private var taken: Set<String> = []

  mutating func id(for name: String, wish: String? = nil) -> String {
    let plain = wish.flatMap { Self.isID($0) ? $0 : nil } ?? Self.plain(name)
    var id = plain
    var letters = "a"
    while !taken.insert(id).inserted {
      id = "\(plain)_\(letters)"
      letters = Self.next(letters)
    }
    return id
  }

  static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
  }

  private static func plain(_ name: String) -> String {
    let words = Transliteration.latin(name).split { !$0.isASCII || !$0.isLetter }
    let joined = words.joined(separator: "_").prefix(48)
    return joined.isEmpty ? "code" : String(joined)
  }

  /// Counts in letters: a, b … z, aa, ab and so on.
  private static func next(_ letters: String) -> String {
    guard let last = letters.unicodeScalars.last else { return "a" }
    let head = String(letters.dropLast())
    guard last != "z", let following = Unicode.Scalar(last.value + 1) else {
      return next(head) + "a"
    }
    return head + String(Character(following))
  }
}
