// SPDX-License-Identifier: Apache-2.0

/// A language as people type it: which letters, and on which keyboard.
public enum LanguageVariant: String, CaseIterable, Sendable {
  /// Tajik in its own letters.
  case tajik = "tg-cyr"
  /// Tajik on a Russian keyboard, without ғ ӣ қ ӯ ҳ ҷ.
  case tajikOnRussianKeys = "tg-rukey"
  /// Tajik in Latin letters, by whatever scheme.
  case tajikInLatin = "tg-latin"
  /// Uzbek in Latin letters, with any apostrophe or none.
  case uzbek = "uz-latin"
  /// Uzbek in Cyrillic letters.
  case uzbekInCyrillic = "uz-cyr"
  /// Russian in its own letters.
  case russian = "ru"
  /// Russian in Latin letters, by whatever scheme.
  case russianInLatin = "ru-latin"
  /// English.
  case english = "en"

  /// The language's code, as the form has it: tg, ru, uz or en.
  public var language: String { String(rawValue.prefix(2)) }

  /// What it is called in a list.
  public var spoken: String {
    switch self {
    case .tajik, .uzbek, .russian, .english: language
    case .tajikOnRussianKeys: "tg, Russian keys"
    case .tajikInLatin: "tg, Latin"
    case .uzbekInCyrillic: "uz, Cyrillic"
    case .russianInLatin: "ru, Latin"
    }
  }
}
