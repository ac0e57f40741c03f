// SPDX-License-Identifier: Apache-2.0

/// Why a release does not happen, and what to do next.
public struct ReleaseRefusal: Error, Equatable, Sendable {
  /// The stable name of the rule that was not kept.
  public let code: Code
  /// What is wrong; lower case, no full stop, nothing from any testimony.
  public let reason: String
  /// What to do next; lower case, no full stop.
  public let hint: String

  /// The rules by name; a name never changes its meaning.
  public enum Code: String, CaseIterable, Sendable {
    /// A testimony stands twice.
    case countedTwice = "counted-twice"
    /// A testimony was coded with another codebook than the one in force.
    case anotherCodebook = "another-codebook"
    /// Nobody allowed counting.
    case nobodyToCount = "nobody-to-count"
    /// The intake period is not over, or is no period.
    case periodOpen = "period-open"
    /// Withdrawals were fetched too long ago.
    case staleWithdrawals = "stale-withdrawals"
    /// The last release of figures was too few days ago.
    case tooSoon = "too-soon"
    /// Two quotations are from one testimony, or from one that no release counts.
    case strayQuotation = "stray-quotation"
    /// A table of an earlier release cannot stand beside this one.
    case unlikeEarlier = "unlike-earlier"
    /// A title or name holds what does not belong on a page.
    case unfitName = "unfit-name"
    /// The rounding secret is too short.
    case weakSecret = "weak-secret"
    /// A figure would tell of fewer than k people.
    case smallGroup = "small-group"
    /// A coarse fact has a choice that the policy does not know.
    case unknownFact = "unknown-fact"
    /// A two-way table was asked for that the policy does not list.
    case unlistedTable = "unlisted-table"
    /// A two-way table would cross traits that may point to a person.
    case dangerousCombination = "dangerous-combination"
    /// Figures that grow were asked for before a hundred people answered.
    case tooFewToGrow = "too-few-to-grow"
    /// A noisy release was asked for too few people.
    case tooFewForNoise = "too-few-for-noise"
    /// A scope would mix noisy releases with others.
    case mixedModes = "mixed-modes"
    /// A scope's privacy budget is spent.
    case budgetSpent = "budget-spent"
  }
}

/// The answer to "may this be released?".
public enum ReleaseDecision: Sendable {
  /// Yes; here it is.
  case released(Summary)
  /// No; every reason, never an empty list.
  case refused([ReleaseRefusal])
}
