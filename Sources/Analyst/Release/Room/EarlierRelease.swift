// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import Foundation

/// The bands of an earlier release, as its own JSON kept them; to be drawn beside this one's.
///
/// No ``Summary``: it was released once already, and nothing can be released from it. Each person is
/// counted in one release only, so bands of two releases can stand side by side.
public struct EarlierRelease: Equatable, Sendable {
  /// The release's name.
  public let name: String
  /// First and last day, ISO 8601.
  public let periods: ClosedRange<String>
  /// The campaign's id, 32 small hexadecimal digits; nil in tables of version 1.
  public let campaign: String?
  /// The ids of the themes whose figure said that k people or more named them.
  public let shownThemes: Set<String>
  let bands: [String: BandBar]
  let mode: String?
  let k: Int?
  let codebookHash: String?
  let rehearsal: Bool

  /// Reads the JSON table of a release, version 1 or 2; a mistake names the file.
  /// - Parameters:
  ///   - json: the bytes of `summary.json`.
  ///   - file: the name to show in mistakes.
  /// - Throws: a mistake where it is no table of this format with bands.
  public init(parsing json: [UInt8], file: String) throws(ConfigMistake) {
    guard let table = try? JSONDecoder().decode(Table.self, from: Data(json)),
      table.schema == "ovoz-summary", (1...JSONTable.format).contains(table.version),
      table.from <= table.to, CalendarDay(table.from) != nil, CalendarDay(table.to) != nil
    else {
      throw ConfigMistake(file: file, line: 1, message: "this is no table of an earlier release")
    }
    name = table.release
    periods = table.from...table.to
    (campaign, mode, k) = (table.campaign, table.mode, table.policy?.k)
    codebookHash = table.codebook?.hash
    rehearsal = table.rehearsal ?? false
    shownThemes = Set(table.rows.filter(\.isShown).map(\.theme))
    let named = table.rows.compactMap { row in
      row.band.flatMap(BandBar.init).map { (row.theme, $0) }
    }
    bands = Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// Why its bands cannot be drawn beside a summary's; nil where they can.
  ///
  /// All columns of a page have one legend, which says this release's k, and one list of themes, which
  /// is this codebook's.
  public func misfit(beside summary: Summary) -> ReleaseRefusal? {
    guard campaign != nil, let k, let codebookHash, let mode else {
      return Self.refusal("its table is of an older version, which does not tell campaign and k")
    }
    guard mode == ScopeMode.publishOnce.rawValue, summary.mode == .publishOnce else {
      return Self.refusal("only releases that count each person once stand side by side")
    }
    guard !rehearsal || summary.rehearsal else {
      return Self.refusal("it is a rehearsal, whose dates are not real")
    }
    guard k == summary.policy.k else {
      return Self.refusal("it hides figures under \(k), this one under \(summary.policy.k)")
    }
    guard codebookHash == summary.codebookHash else {
      return Self.refusal("its themes are those of another codebook")
    }
    return nil
  }

  /// Why somebody may not add it to the campaign's own releases, which the vault draws by itself.
  public func misfit(addedTo summary: Summary) -> ReleaseRefusal? {
    guard campaign == summary.campaign else { return misfit(beside: summary) }
    return Self.refusal("it is a release of this campaign, and may count the same people")
  }

  private static func refusal(_ reason: String) -> ReleaseRefusal {
    ReleaseRefusal(
      code: .unlikeEarlier, reason: reason,
      hint: "leave this --earlier out, and show its own pages beside the new ones")
  }

  private struct Table: Decodable {
    let schema: String
    let version: Int
    let release: String
    let campaign: String?
    let from: String
    let to: String
    let mode: String?
    let rehearsal: Bool?
    let policy: Policy?
    let codebook: Codebook?
    let rows: [Row]
  }

  private struct Policy: Decodable { let k: Int? }

  private struct Codebook: Decodable { let hash: String }

  private struct Row: Decodable {
    let theme: String
    let band: String?
    let status: String?

    var isShown: Bool {
      [CellStatus.band, .rounded].contains { $0.rawValue == status }
    }
  }
}
