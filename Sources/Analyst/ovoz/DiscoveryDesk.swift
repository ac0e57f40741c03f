// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Languages
import Redaction
import TestimonyModel
import ThematicCoding
import ThemeDiscovery
import Vault

/// The answers among which new themes are sought, and what a person decided on proposals before.
struct DiscoveryDesk {
  /// Of a dismissed group's testimonies at least so many, for a proposal to count as the same.
  private static let sameShare = 0.5

  let workbench: Workbench
  let finder: ThemeFinder
  /// By text: whose it is.
  let records: [[UInt8]]
  let texts: [RedactedText]
  /// Groups of record ids that somebody dismissed.
  private(set) var dismissed: [Set<String>]

  /// Reads redacted answers; those that the codebook covers already are left out unless `all`.
  init(
    _ workbench: Workbench, all: Bool, bar: ProgressBar, vectors: ([String]) -> [[Float]]?
  ) throws {
    var (records, texts) = ([[UInt8]](), [RedactedText]())
    let total = Double(max(1, try workbench.vault.count()))
    var read = 0.0
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        read += 1
        bar.show(read / total)
        guard case .success(let testimony) = opened.content,
          try all || !Self.isCovered(testimony, opened.record, workbench)
        else { continue }
        for answer in try workbench.redactedAnswers(of: testimony, record: opened.record) {
          records.append(opened.record)
          texts.append(answer.text)
        }
      }
    }
    (self.workbench, self.records, self.texts) = (workbench, records, texts)
    let words = texts.map(\.text)
    let numbers = Dictionary(
      records.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    finder = ThemeFinder(
      texts, writers: records.map { numbers[$0] ?? 0 }, vectors: vectors(words),
      languages: words.map { workbench.languages.identify($0).language })
    dismissed = try Self.dismissed(workbench.vault)
  }

  /// Whether somebody confirmed a theme, or, where nobody has decided, the tool would propose one.
  private static func isCovered(
    _ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench
  ) throws -> Bool {
    if let themes = try workbench.countedThemes(of: record) { return !themes.themes.isEmpty }
    return try !workbench.proposals(for: testimony, record: record).isEmpty
  }

  /// The testimonies of a proposal, each once.
  func testimonies(of theme: DiscoveredTheme) -> Set<String> {
    Set(theme.members.map { Hex.text(records[$0]) })
  }

  /// Whether somebody dismissed mostly the same testimonies before.
  func isDismissed(_ theme: DiscoveredTheme) -> Bool {
    let own = testimonies(of: theme)
    return dismissed.contains { group in
      Double(own.intersection(group).count) > Self.sameShare * Double(own.union(group).count)
    }
  }

  /// Remembers, sealed, that a proposal is none.
  mutating func dismiss(_ theme: DiscoveredTheme) throws {
    dismissed.append(testimonies(of: theme))
    let bytes = try JSONEncoder().encode(dismissed.map { $0.sorted() })
    try workbench.vault.decide(.dismissed, Array(bytes), for: workbench.vault.campaign.id)
  }

  /// Remembers, sealed, whose answers an adopted theme was made of: it is proposed for them, cue or not.
  func gather(_ theme: DiscoveredTheme, under id: String) throws {
    for record in Set(theme.members.map { records[$0] }) {
      let before = try workbench.gathered(record)
      // Whoever withdrew since is gathered under nothing; the others are.
      do {
        try workbench.keepGathered(before.union([id]), for: record)
      } catch VaultError.withdrawnMeanwhile { continue }
    }
  }

  /// A draft for the codebook, with the typical words as cues.
  func draft(_ theme: DiscoveredTheme, id: String, group: ThemeGroup) -> ThemeDraft? {
    var words: [Language: [String]] = [:]
    for word in theme.words { words[language(of: word, in: theme), default: []].append(word) }
    return ThemeDraft(
      id: id, group: group, words: words, texts: theme.members.count)
  }

  /// The language of the first typical text that has the word.
  private func language(of word: String, in theme: DiscoveredTheme) -> Language {
    let member = theme.members.first { texts[$0].text.lowercased().contains(word) }
    let guess = member.flatMap { workbench.languages.identify(texts[$0].text).language }
    return guess.flatMap(Language.init(rawValue:)) ?? .en
  }

  private static func dismissed(_ vault: OpenVault) throws -> [Set<String>] {
    guard let bytes = try vault.decision(.dismissed, for: vault.campaign.id) else { return [] }
    // Whoever withdrew is in no group any more.
    let present = Set(try vault.records().map(Hex.text))
    return try JSONDecoder().decode([[String]].self, from: Data(bytes))
      .map { Set($0).intersection(present) }
  }
}
