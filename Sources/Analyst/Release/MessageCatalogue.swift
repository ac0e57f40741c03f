// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import ThematicCoding

/// Every string of the summary in every language, with the project's own month names.
///
/// Read from Config/report.yaml. The machine's own month names are not used: they differ from one
/// machine to the next, and the Tajik ones are abbreviated.
public struct MessageCatalogue: Sendable {
  private let messages: [Message: LocalizedText]
  private let actors: [Actor: LocalizedText]
  private let languageNames: [Language: LocalizedText]
  private let months: [Language: [String]]

  /// Reads a catalogue; a message that is missing, unknown or uneven across languages is a mistake.
  /// - Parameters:
  ///   - yaml: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  /// - Throws: the first mistake, with file and line.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var root = try ConfigNode(parsing: yaml, file: file).mapping()
    messages = try Self.texts(try root.required("messages"))
    actors = try Self.texts(try root.required("actors"))
    languageNames = try Self.texts(try root.required("languages"))
    months = try Self.months(try root.required("months"))
    try root.finish()
  }

  func text(
    _ message: Message, in language: Language, _ fillings: [String: String] = [:]
  ) -> String {
    guard let text = messages[message]?[language] else { return "" }
    return Placeholders.fill(text, with: fillings)
  }

  func name(of actor: Actor?, in language: Language) -> String {
    guard let actor else { return text(.anyone, in: language) }
    return actors[actor]?[language] ?? ""
  }

  func name(of named: Language, in language: Language) -> String {
    languageNames[named]?[language] ?? ""
  }

  /// A day such as "1 March 2026"; what is no day stands as it is.
  func date(_ iso: String, in language: Language) -> String {
    guard let day = CalendarDay(iso), let names = months[language] else { return iso }
    return text(
      .date, in: language,
      ["day": String(day.day), "month": names[day.month - 1], "year": String(day.year)])
  }

  private static func texts<Key>(_ node: ConfigNode) throws(ConfigMistake) -> [Key: LocalizedText]
  where Key: CaseIterable & RawRepresentable & Hashable, Key.RawValue == String {
    var keys = try node.mapping()
    var texts: [Key: LocalizedText] = [:]
    for key in Key.allCases {
      let child = try keys.required(key.rawValue)
      texts[key] = try even(try LocalizedText(child), at: child)
    }
    try keys.finish()
    return texts
  }

  // A language that forgets "{k}" would silently say something else.
  private static func even(
    _ text: LocalizedText, at node: ConfigNode
  ) throws(ConfigMistake) -> LocalizedText {
    let wanted = Placeholders.names(in: text[.en])
    for language in Language.allCases where Placeholders.names(in: text[language]) != wanted {
      throw node.mistake("\(language.rawValue) must use the same {…} as en")
    }
    return text
  }

  private static func months(_ node: ConfigNode) throws(ConfigMistake) -> [Language: [String]] {
    var keys = try node.mapping()
    var months: [Language: [String]] = [:]
    for language in Language.allCases {
      let child = try keys.required(language.rawValue)
      let names = try child.strings()
      guard names.count == 12 else { throw child.mistake("expected 12 months") }
      months[language] = names
    }
    try keys.finish()
    return months
  }
}
