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
}
