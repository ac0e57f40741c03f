// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Quoting
import Release
import ReleaseLedger
import TestimonyModel
import ThematicCoding
import Vault

extension Cohort {
  /// What may be quoted beside a release; every quotation of those whom it counts has to be through.
  ///
  /// None beside noise: that a theme is shown there does not say that ten people named it.
  func quotations(for judged: JudgedRelease) throws -> QuotationChoice {
    let vault = workbench.vault
    let context = workbench.quotationContext(writers, fewest: judged.summary.policy.k)
    let reviewers = try vault.reviewers()
    let people = Set(judged.counted.map { Hex.text($0) })
    // Whoever is not counted yet is quoted, if at all, with this release or a later one.
    let own = quoted.filter { people.contains($0.review.draft.record) }
    let approved = try own.map { review, source in
      let refusals = QuotationRules().refusals(of: review.draft, from: source, context)
      guard refusals.isEmpty else { throw Failure(refusals) }
      return try ApprovedQuotation(
        checking: review, campaign: vault.campaign.id, reviewers: reviewers)
    }
    let waiting = try leftOver(context, reviewers)
    return try QuotationChoice(
      approved + waiting, for: judged.summary,
      contributors: people.union(waiting.map(\.draft.record)), secret: vault.roundingSecret)
  }

  /// Approved words of people whom an earlier release counted and that no release has printed: the page
  /// had no room, or their theme was hidden.
  ///
  /// One that does not pass now, such as her own words in a language that few of this release wrote in,
  /// waits on: it is no reason to hold a release up. The ledger says what was printed, since it is
  /// chained.
  private func leftOver(
    _ context: QuotationContext, _ reviewers: [Reviewer]
  ) throws -> [ApprovedQuotation] {
    let vault = workbench.vault
    let entries = try vault.readLedger().ledger.entries
    let printed = Set(entries.flatMap { $0.quotations ?? [] }.map(\.record))
    return try vault.records(with: .quotation).compactMap { record in
      let opened = try vault.open(record)
      guard opened.release != nil, !printed.contains(Hex.text(record)),
        case .success(let testimony) = opened.content, let review = try vault.review(of: record)
      else { return nil }
      let source = try workbench.quoted(testimony, record: record)
      guard QuotationRules().refusals(of: review.draft, from: source, context).isEmpty else {
        return nil
      }
      return try? ApprovedQuotation(
        checking: review, campaign: vault.campaign.id, reviewers: reviewers)
    }
  }

  /// Says, to the analyst alone, which quotations would go out.
  func sayWhatIsQuoted(_ judged: JudgedRelease) throws {
    let choice = try quotations(for: judged)
    guard !choice.approved.isEmpty || choice.stay else { return }
    Terminal.say("quotations: \(choice.approved.count) would go out")
    choice.sayWhatStays()
  }
}

extension QuotationChoice {
  fileprivate var stay: Bool { underHiddenThemes > 0 || !withoutRoom.isEmpty }

  /// Says, to the analyst alone, which quotations wait for a later release.
  func sayWhatStays() {
    if underHiddenThemes > 0 {
      Terminal.say(
        "quotations: \(underHiddenThemes) stay here, since the figure of their theme is hidden")
    }
    guard !withoutRoom.isEmpty else { return }
    let ids = withoutRoom.map { String($0.prefix(8)) }.joined(separator: ", ")
    Terminal.say(
      "quotations: \(withoutRoom.count) stay for the next release, since this one has no more room:"
        + " \(ids)")
  }
}
