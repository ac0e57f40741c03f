// SPDX-License-Identifier: Apache-2.0

/// One short text in every language that Ovoz speaks, side by side, so that a reviewer needs no code.
public struct LocalizedText: Equatable, Hashable, Sendable {
  /// The text by language code.
  public let texts: [Language: String]

  /// Takes one text per language.
  public init(_ texts: [Language: String]) { self.texts = texts }

  /// Reads a mapping `{ en: …, ru: …, tg: …, uz: … }`; every language has to be there.
  ///
  /// A language that only some forms have may stand in any file; it is kept where it is asked for, or where
  /// `drafts` says so.
  public init(
    _ node: ConfigNode, languages: [Language] = Language.allCases, drafts: Bool = false
  ) throws(ConfigMistake) {
    var mapping = try node.mapping()
    var texts: [Language: String] = [:]
    for language in languages {
      texts[language] = try mapping.required(language.rawValue).nonEmptyString()
    }
    for language in Language.optional where !languages.contains(language) {
      let text = try mapping.optional(language.rawValue)?.nonEmptyString()
      if drafts { texts[language] = text }
    }
    try mapping.finish()
    self.texts = texts
  }

  /// The text in one language, or in English where that language is missing.
  public subscript(language: Language) -> String {
    texts[language] ?? texts[.en] ?? ""
  }
}

extension LocalizedText: Codable {
  /// Reads a JSON object of language codes; a code that Ovoz does not speak is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let byCode = try container.decode([String: String].self)
    var texts: [Language: String] = [:]
    for (code, text) in byCode {
      guard let language = Language(rawValue: code) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "unknown language code")
      }
      texts[language] = text
    }
    self.texts = texts
  }

  /// Writes a JSON object of language codes.
  public func encode(to encoder: any Encoder) throws {
    let byCode = texts.map { ($0.key.rawValue, $0.value) }
    var container = encoder.singleValueContainer()
    try container.encode(Dictionary(uniqueKeysWithValues: byCode))
  }
}

/// The languages of the form and of the summary.
public enum Language: String, CaseIterable, Codable, Sendable {
  /// Tajik, Cyrillic script.
  case tg
  /// Russian.
  case ru
  /// Uzbek, Latin script.
  case uz
  /// English.
  case en
  /// Dari, Arabic script; a form has it only where it lists it.
  case prs

  /// The languages that every text has to be in.
  public static let allCases: [Language] = [.tg, .ru, .uz, .en]
  /// The languages that a form may add.
  public static let optional: [Language] = [.prs]
  /// Every language that a page can be in.
  public static var spoken: [Language] { allCases + optional }

  /// Whether it is written from right to left.
  public var isRightToLeft: Bool { self == .prs }
}
