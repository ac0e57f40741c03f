// SPDX-License-Identifier: Apache-2.0

/// One short text in every language that Ovoz speaks, side by side, so that a reviewer needs no code.
public struct LocalizedText: Equatable, Hashable, Sendable {
  /// The text by language code.
  public let texts: [Language: String]

  /// Takes one text per language.
  public init(_ texts: [Language: String]) { self.texts = texts }

  /// Reads a mapping `{ en: …, ru: …, tg: …, uz: … }`; every language has to be there.
  public init(_ node: ConfigNode, languages: [Language] = Language.allCases) throws(ConfigMistake) {
    var mapping = try node.mapping()
    var texts: [Language: String] = [:]
    for language in languages {
      texts[language] = try mapping.required(language.rawValue).nonEmptyString()
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
  /// Reads a JSON object of language codes.
  public init(from decoder: any Decoder) throws {
    texts = try decoder.singleValueContainer().decode([Language: String].self)
  }

  /// Writes a JSON object of language codes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(texts)
  }
}

/// The languages of the form and of the summary.
public enum Language: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
  /// Tajik, Cyrillic script.
  case tg
  /// Russian.
  case ru
  /// Uzbek, Latin script.
  case uz
  /// English.
  case en
}
