// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// One subject that an analyst may find in a testimony, as the codebook describes it.
public struct Theme: Equatable, Sendable {
  /// The name in files and decisions: small letters a to z and `_`.
  public let id: String
  /// Whether the theme is a harm, a help or a request.
  public let group: ThemeGroup
  /// The short name that readers of a summary see.
  public let name: LocalizedText
  /// One plain sentence for the summary page.
  public let meaning: LocalizedText
  /// What counts as this theme, for the analyst; English.
  public let definition: String
  /// Invented sentences that belong here; English.
  public let include: [String]
  /// Invented sentences that look alike and belong elsewhere; English.
  public let exclude: [String]
  /// Words that make the tool propose the theme; `*` ends a word with any ending.
  public let cues: [Language: [String]]
  /// Ticked answers that propose the theme: `question.choice` or `question.row.column`.
  public let choices: [String]
  /// Who can act on it; only a request has one.
  public let actor: Actor?
  /// Where a sheet of another organisation files it, in its words; so that an export gives it back.
  public let category: String?
  /// Fields of IOM's Human Trafficking Case Data Standard on the same subject: related, never the same; often none.
  public let htcds: [String]
}

/// The three parts of a summary.
public enum ThemeGroup: String, CaseIterable, Sendable {
  /// What harmed people while they looked for help: the six issues of the 2021 roundtable.
  case harmed
  /// What helped.
  case helped
  /// What survivors ask for.
  case asked
}

/// Who in the room can act on a request.
public enum Actor: String, CaseIterable, Sendable {
  /// Police, border and migration officers.
  case police
  /// Courts and prosecutors.
  case courts
  /// Social protection and housing.
  case social
  /// Hospitals, doctors and psychologists.
  case health
  /// Employment, training and education.
  case labour
  /// Non-governmental organisations.
  case ngo
  /// Neighbours, families, elders and the press.
  case community
}
