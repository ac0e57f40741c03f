// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Languages
import TestimonyModel
import ThematicCoding
import Vault

/// Which testimonies are looked at.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only those that were given this theme.") var theme: String?
  @Option(
    help: "Only those that are written in this language: tg, ru, uz, en, or tg-latin and so on.")
  var lang: String?
  @Option(parsing: .unconditional, help: "Only those of this intake period.") var period: Int?
  @Flag(help: "Only those that somebody has coded.") var coded = false
  @Flag(help: "Only those that nobody has coded yet.") var uncoded = false

  func validate() throws {
    guard !(coded && uncoded) else { throw ValidationError("--coded or --uncoded, not both") }
    guard !(uncoded && theme != nil) else {
      throw ValidationError("what is not coded has no --theme")
    }
  }

  /// Refuses a theme that the codebook has not, and languages and periods that there are none of.
  func check(_ codebook: Codebook) throws {
    if let lang, !Self.languages.contains(lang) {
      throw Failure(
        "no such language is told apart", hint: Self.languages.joined(separator: ", "), code: 64)
    }
    if let period, period < 0 {
      throw Failure("--period is 0 or more", hint: "`ovoz list` shows them", code: 64)
    }
    guard let theme, codebook[theme] == nil else { return }
    throw Failure("the codebook has no such theme", hint: "`ovoz stats` lists them", code: 64)
  }

  /// Every code that a testimony can be of, those of whole languages first.
  private static var languages: [String] {
    let codes =
      Language.allCases.map(\.rawValue) + LanguageVariant.allCases.map(\.rawValue)
      + OtherLanguage.allCases.map(\.rawValue)
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }
  }

  /// Whether a testimony is one of them.
  func take(
    _ opened: OpenedTestimony, _ testimony: Testimony, _ workbench: Workbench
  ) throws -> Bool {
    if let period, opened.epoch != period { return false }
    if coded || uncoded || theme != nil {
      let themes = try workbench.countedThemes(of: opened.record)
      if coded, themes == nil { return false }
      if uncoded, themes != nil { return false }
      if let theme, themes?.themes.contains(theme) != true { return false }
    }
    guard let lang else { return true }
    let written = workbench.languages.written(testimony)
    if written.isEmpty { return testimony.consent.language.rawValue == lang }
    return written.contains { $0 == lang || $0.prefix { $0 != "-" } == lang }
  }
}
