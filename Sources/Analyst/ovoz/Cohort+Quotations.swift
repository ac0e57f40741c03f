// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Quoting
import Release
import TestimonyModel
import ThematicCoding
import Vault

extension Cohort {
  /// What may be quoted beside a release; every quotation of those whom it counts has to be through.
  ///
  /// None beside noise: that a theme is shown there does not say that ten people named it.
  func quotations(for judged: JudgedRelease) throws -> QuotationChoice {
    let vault = workbench.vault
    let context = QuotationContext(
      redactor: workbench.redactor, writers: writers, fewestWriters: judged.summary.policy.k)
    let reviewers = try vault.reviewers()
    let people = Set(judged.counted.map { Hex.text($0) })
    // Whoever is not counted yet is quoted, if at all, with the release that counts her.
    let own = quoted.filter { people.contains($0.review.draft.record) }
    let approved = try own.map { review, source in
      let refusals = QuotationRules().refusals(of: review.draft, from: source, context)
      guard refusals.isEmpty else { throw Failure(refusals) }
      return try ApprovedQuotation(
        checking: review, campaign: vault.campaign.id, reviewers: reviewers)
    }
    return try QuotationChoice(
      approved, for: judged.summary, contributors: people, secret: vault.roundingSecret)
  }

  /// Says, to the analyst alone, which quotations would go out.
  func sayWhatIsQuoted(_ judged: JudgedRelease) throws {
    guard !quoted.isEmpty else { return }
    let choice = try quotations(for: judged)
    Terminal.say(
      "quotations: \(choice.approved.count) would go out, \(choice.underHiddenThemes) stay since the"
        + " figure of their theme is hidden")
  }
}
