// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Release
import ReleaseLedger
import TestimonyModel
import Vault

/// How a campaign releases, which its first release decides for its whole life.
struct Scope {
  let mode: ScopeMode
  /// What the vault remembers of it; nil before the first release, and for publish-once.
  let state: ScopeState?

  init(_ vault: OpenVault, _ options: ReportOptions) throws {
    state = try vault.decision(.scope, for: vault.campaign.id).map {
      try JSONDecoder().decode(ScopeState.self, from: Data($0))
    }
    let entries = try vault.readWholeLedger().ledger.entries
    let hasCounted = entries.contains { !$0.contributors.isEmpty }
    let fixed = state?.mode ?? (hasCounted ? .publishOnce : nil)
    let asked = options.mode
    if let fixed, let asked, fixed != asked {
      throw Failure(
        "this campaign releases as \(fixed.rawValue), for its whole life",
        hint: "leave --mode out; another way needs another campaign", code: 20)
    }
    mode = fixed ?? asked ?? .publishOnce
  }

  static func named(_ name: String) throws -> ScopeMode {
    guard let mode = ScopeMode(rawValue: name) else {
      throw ValidationError("a way of releasing is publish-once, cumulative or noisy")
    }
    return mode
  }
}

/// A release that may be made: what it shows, and what the vault has to remember of it.
struct JudgedRelease {
  let summary: Summary
  /// The record ids of everybody whom it counts.
  let counted: [[UInt8]]
  /// Those of them whom no release has counted before.
  let marked: [[UInt8]]
  /// Who stands behind a theme's figure.
  let named: (String) -> [[UInt8]]
  /// What the campaign's way of releasing remembers from now on.
  var state: ScopeState?
}
