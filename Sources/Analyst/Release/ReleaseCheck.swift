// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// One rule that a release has to keep.
///
/// A check is a small value that looks at a finished draft and changes nothing. All checks are
/// asked, so that the analyst sees every reason at once.
public protocol ReleaseCheck: Sendable {
  /// Whether the draft keeps this rule.
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict
}

/// A check's answer.
public enum ReleaseVerdict: Equatable, Sendable {
  /// The draft keeps the rule.
  case passes
  /// The draft breaks the rule, for this reason.
  case fails(ReleaseRefusal)
}

/// What is about to be released, with the exact counts that only checks see.
public struct ReleaseDraft: Sendable {
  /// The thresholds in force.
  public let policy: ReleasePolicy
  /// The themes in force.
  public let codebook: Codebook
  /// What the organisers say of the campaign.
  public let campaign: CampaignFacts
  /// Every testimony that was handed over, counted or not.
  public let coded: [CodedTestimony]
  let secretLength: Int
  let total: Int
  private(set) var figures: [Figure]
  var facts: [DraftFactTable] = []
  var askedTwoWay: TwoWayVariables?
  var twoWay: DraftTwoWayTable?
  var mode = ScopeMode.publishOnce
  /// The total as noise shows it.
  var noisyTotal: ShownValue?
  /// The most themes that one testimony counted for, where that is limited.
  var mostThemes: Int?

  /// The same draft with these figures.
  func with(_ figures: [Figure]) -> ReleaseDraft {
    var draft = self
    draft.figures = figures
    return draft
  }
}

/// One theme's exact count beside what would be shown of it.
struct Figure: Sendable {
  let theme: Theme
  let count: Int
  let shown: ShownValue
}
