// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation

/// The language of a page: what was asked for, else what the browser prefers, else the form's first.
enum PreferredLanguage {
  static func choose(
    asked: String?, accepted: String?, among languages: [Language]
  ) -> Language {
    if let asked = asked.flatMap(Language.init(rawValue:)), languages.contains(asked) {
      return asked
    }
    let wishes = (accepted ?? "").split(separator: ",").prefix(32).compactMap(wish)
    let best = wishes.filter { languages.contains($0.language) && $0.weight > 0 }
      .max { $0.weight < $1.weight }
    return best?.language ?? languages.first ?? .en
  }

  /// One language range with its weight (RFC 9110 §12.5.4).
  private static func wish(_ range: Substring) -> (language: Language, weight: Double)? {
    let parts = range.split(separator: ";")
    guard let tag = parts.first?.trimmingCharacters(in: .whitespaces).lowercased(),
      let language = language(tag)
    else { return nil }
    let weight = parts.dropFirst().first.flatMap { part in
      Double(part.trimmingCharacters(in: .whitespaces).dropFirst(2))
    }
    return (language, weight ?? 1)
  }

  /// The language of a tag (RFC 5646); a browser calls Dari `prs`, or `fa` with Afghanistan.
  private static func language(_ tag: String) -> Language? {
    let parts = tag.split(separator: "-")
    guard let first = parts.first else { return nil }
    return first == "fa" ? .prs : Language(rawValue: String(first))
  }
}
