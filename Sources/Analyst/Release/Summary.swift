// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import ThematicCoding

/// What leaves the analyst's machine: shown values of themes, and nothing that anyone wrote.
///
/// Only ``Releaser`` makes one, and it cannot be decoded from a file: a summary exists when the
/// rules were kept, or not at all. It holds no exact count, so no page made of it can leak one.
public struct Summary: Equatable, Sendable {
  /// The title on the page.
  public let title: String
  /// The organisation that asked.
  public let collector: String
  /// First and last day of the closed intake periods, ISO 8601.
  public let periods: ClosedRange<String>
  /// The languages in which the form was offered, in one fixed order.
  public let languages: [Language]
  /// The release's name.
  public let releaseName: String
  /// The campaign's public id, 32 small hexadecimal digits.
  public let campaign: String
  /// The policy in force, with its hash.
  public let policy: ReleasePolicy
  /// The codebook's version.
  public let codebookVersion: String
  /// The codebook's hash, 64 small hexadecimal digits.
  public let codebookHash: String
  /// About how many people are counted.
  public let shownTotal: ShownValue
  /// Whether too few answered for any figure.
  public let narrativeOnly: Bool
  /// One row a theme: by group, then by what is shown, then in codebook order, so that the order
  /// within one band tells nothing about counts.
  public let rows: [SummaryRow]
  /// One table for each fact of the policy; a withheld one has no rows.
  public let facts: [FactTable]
  /// The two-way table, where one was asked for.
  public let twoWay: TwoWayTable?

  /// How the campaign releases.
  public let mode: ScopeMode
  /// The most themes that one testimony counted for, where that is limited.
  public let mostThemes: Int?

  /// How finely the figures are told.
  let precision: Precision
  /// About how many answers were not read for it; nil where figures grow or carry noise.
  ///
  /// One answer more would change it for certain: no noise hides that, and no budget pays for it.
  public let leftOut: LeftOut?
  /// Whether it was made under another day than the clock's; whoever sees it has to know.
  public let rehearsal: Bool
  /// The day on which the last list of withdrawn answers came, ISO 8601.
  public let lastSync: String

  /// The ids of the themes whose figure says that k people or more named them.
  public var shownThemes: [String] {
    rows.filter { $0.status == .band || $0.status == .rounded }.map(\.theme)
  }

  /// The ids of the themes whose row tells nothing by being there: every row, where noise is in each.
  var tellableThemes: [String] { mode == .noisy ? rows.map(\.theme) : shownThemes }

  init(_ draft: ReleaseDraft) {
    mode = draft.mode
    mostThemes = draft.mostThemes
    title = draft.campaign.title
    collector = draft.campaign.collector
    periods = draft.campaign.periods
    languages = Language.allCases.filter(draft.campaign.languages.contains)
    releaseName = draft.campaign.releaseName
    campaign = draft.campaign.id
    policy = draft.policy
    codebookVersion = draft.codebook.version
    codebookHash = draft.codebook.hash
    let rule = DisplayRule(policy: draft.policy)
    shownTotal = draft.noisyTotal ?? rule.show(total: draft.total)
    precision = rule.precision(of: draft.total)
    leftOut = draft.mode == .publishOnce ? rule.show(leftOut: draft.campaign.leftOut) : nil
    rehearsal = draft.campaign.rehearsal
    lastSync = draft.campaign.lastSync
    narrativeOnly = draft.mode != .noisy && draft.total < draft.policy.minimumToShowTable
    rows = Self.sorted(draft.figures)
    facts = draft.facts.map(\.table)
    twoWay = draft.twoWay?.table
  }

  private static func sorted(_ figures: [Figure]) -> [SummaryRow] {
    ThemeGroup.allCases.flatMap { group in
      figures.enumerated()
        .filter { $0.element.theme.group == group }
        .sorted { ($1.element.shown.rank, $0.offset) < ($0.element.shown.rank, $1.offset) }
        .map { SummaryRow(theme: $0.element.theme.id, group: group, shown: $0.element.shown) }
    }
  }
}

/// One theme of a summary.
public struct SummaryRow: Equatable, Sendable {
  /// The theme's id in the codebook.
  public let theme: String
  /// Harm, help or request.
  public let group: ThemeGroup
  /// What may be shown.
  public let shown: ShownValue
  /// How the value came about.
  public var status: CellStatus { shown.status }
}
