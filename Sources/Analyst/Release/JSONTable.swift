// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import ThematicCoding

/// The released table as JSON (RFC 8259); a null is written, never left out.
struct JSONTable: Encodable {
  let schema = "ovoz-summary"
  /// Version 2 tells the campaign and k, without which nobody can lay two tables side by side.
  static let format = 2
  let version = Self.format
  let release: String
  let campaign: String
  let language: String
  let title: String
  let collector: String
  let from: String
  let to: String
  let formLanguages: [String]
  let answered: String
  let leftOut: TextOrNull
  let lastWithdrawalList: String
  /// True in a rehearsal, and not written elsewhere.
  let rehearsal: Bool?
  let narrativeOnly: Bool
  let mode: String
  let policy: Rules
  let codebook: Origin
  let rows: [Row]

  init(_ summary: Summary, words: Wording) {
    release = summary.releaseName
    campaign = summary.campaign
    language = words.language.rawValue
    title = summary.title
    collector = summary.collector
    from = summary.periods.lowerBound
    to = summary.periods.upperBound
    formLanguages = summary.languages.map(\.rawValue)
    answered = words.display(summary.shownTotal)
    leftOut = TextOrNull(text: summary.leftOut?.rawValue)
    lastWithdrawalList = summary.lastSync
    rehearsal = summary.rehearsal ? true : nil
    narrativeOnly = summary.narrativeOnly
    mode = summary.mode.rawValue
    policy = Rules(
      name: summary.policy.name, version: String(summary.policy.version), hash: summary.policy.hash,
      k: summary.policy.k)
    codebook = Origin(
      name: "codebook", version: summary.codebookVersion, hash: summary.codebookHash)
    rows = summary.rows.map { row in
      Row(row, band: BandBar(row.shown, ofAbout: summary.shownTotal)?.rawValue, words: words)
    }
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Strings, whole numbers and true or false only: there is nothing here that cannot be encoded.
    guard let bytes = try? encoder.encode(self) else { return "" }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// A text, or a null that is written.
  struct TextOrNull: Encodable {
    let text: String?

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      try value.encode(text)
    }
  }

  /// Which rules were in force, and the fewest people that a figure stands for.
  struct Rules: Encodable {
    let name: String
    let version: String
    let hash: String
    let k: Int
  }

  /// Which themes were in force.
  struct Origin: Encodable {
    let name: String
    let version: String
    let hash: String
  }

  /// One theme; `max` is the largest count that a hidden cell may stand for, `band` the picture.
  struct Row: Encodable {
    let group: String
    let theme: String
    let name: String
    let display: String
    let status: String
    let value: Int?
    let max: Int?
    let band: String?

    init(_ row: SummaryRow, band: String?, words: Wording) {
      group = row.group.rawValue
      theme = row.theme
      name = words.theme(row.theme).name
      display = words.display(row.shown)
      status = row.status.rawValue
      value = row.shown.number
      if case .fewerThan(let limit) = row.shown { max = limit - 1 } else { max = nil }
      self.band = band
    }

    func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: CodingKeys.self)
      try keys.encode(group, forKey: .group)
      try keys.encode(theme, forKey: .theme)
      try keys.encode(name, forKey: .name)
      try keys.encode(display, forKey: .display)
      try keys.encode(status, forKey: .status)
      try keys.encode(value, forKey: .value)
      try keys.encode(max, forKey: .max)
      try keys.encode(band, forKey: .band)
    }

    private enum CodingKeys: CodingKey {
      case group, theme, name, display, status, value, max, band
    }
  }
}
