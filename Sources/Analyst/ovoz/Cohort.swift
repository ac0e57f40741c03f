// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Quoting
import Release
import ReleaseLedger
import TestimonyModel
import ThematicCoding
import Vault

/// The testimonies of closed periods: those that no release has counted yet, or all of them where a
/// campaign counts people again.
struct Cohort {
  let workbench: Workbench
  let coded: [CodedTestimony]
  let writers: [Language: Int]
  let quoted: [(review: QuotationReview, source: QuotedTestimony)]
  /// How the campaign releases, and what that remembers.
  let scope: Scope
  private let fresh: Set<[UInt8]>
  private let uncoded: Int
  private let unopened: Int
  private let stillOpen: Int

  init(_ vault: OpenVault, _ options: ReportOptions) throws {
    let workbench = try Workbench(vault: vault, config: options.config)
    let day = try options.today.day()
    let firstOpen = vault.campaign.openEpoch(on: day)
    var gathering = Gathering(quoted: Set(try vault.records(with: .quotation)))
    let scope = try Scope(vault, options)
    let countsAgain = scope.mode != .publishOnce
    try vault.forEachChunk { chunk in
      for opened in chunk where opened.release == nil || countsAgain {
        try gathering.add(opened, firstOpen, workbench)
      }
    }
    try vault.store.log(.allOpened, about: vault.campaign.name)
    (self.workbench, self.scope, fresh) = (workbench, scope, gathering.fresh)
    (coded, writers, quoted) = (gathering.coded, gathering.writers, gathering.quotations)
    (uncoded, unopened, stillOpen) = (gathering.uncoded, gathering.unopened, gathering.stillOpen)
  }

  /// Those of some people whom no release has counted yet.
  func uncounted(_ records: [[UInt8]]) -> [[UInt8]] { records.filter(fresh.contains) }

  /// What more testimonies would make visible; nil where nothing is to come.
  func ahead(_ summary: Summary) -> Ahead? {
    // Figures that grow have neither bands nor tables to come.
    guard summary.mode == .publishOnce else { return nil }
    let counted = coded.count { $0.permission != .readOnly }
    let ahead = Ahead(
      counted: counted, hiddenThemes: summary.rows.count { $0.status == .suppressed },
      steps: NextStep.ahead(of: counted, under: summary.policy), k: summary.policy.k)
    return ahead.steps.isEmpty && ahead.hiddenThemes == 0 ? nil : ahead
  }

  /// Refuses to leave out answers unless somebody asks for it: coding only some would choose who is counted.
  ///
  /// Those that do not open are not among them: nobody can ever read them, and anybody can send junk, which
  /// would make this question one that is always answered with yes.
  func checkUnread(leaving: Bool) throws {
    guard uncoded > 0, !leaving else { return }
    let said = scope.mode == .publishOnce ? "then say that some were" : "do not say how many were"
    throw Failure(
      "not all testimonies of closed periods were read: \(uncoded) wait for `ovoz code`",
      hint: "run `ovoz code`, or add --leave-unread: the pages \(said) left out", code: 20)
  }

  /// Says, to the analyst alone, what did not go in.
  func sayWhatWaits() {
    if uncoded > 0 { Terminal.say("\(uncoded) testimonies wait for `ovoz code`") }
    if stillOpen > 0 {
      Terminal.say("\(stillOpen) testimonies belong to a period that is still open")
    }
    if unopened > 0 { Terminal.say("\(unopened) testimonies do not open") }
  }

  /// What the campaign's calendar and form say, and nothing of who answered when, or in which language (G7, G10).
  func facts(_ name: String, _ options: ReportOptions) throws -> CampaignFacts {
    let (campaign, today) = (workbench.vault.campaign, try options.today.day())
    let lastSync = try workbench.vault.store.lastImport(of: campaign)
    guard !coded.isEmpty else { throw try nothingToRelease() }
    guard let lastSync else {
      throw Failure(
        "since this vault was made or restored no pull came to its end: somebody may have withdrawn",
        hint: "run `ovoz inbox pull`, or take the newest bundle in", code: 21)
    }
    let counted = try lastCounted()
    let last = campaign.days(ofEpoch: campaign.openEpoch(on: today) - 1)
    let first = scope.state?.since ?? Self.start(counted, last, campaign).description
    return CampaignFacts(
      id: Hex.text(campaign.id), title: options.title, collector: options.collector,
      periods: first...last.upperBound.description,
      languages: campaign.form.languages, releaseName: name, today: today.description,
      lastSync: lastSync.description, lastRelease: counted?.day, leftOut: uncoded,
      rehearsal: try options.today.clockIfOther() != nil)
  }

  /// The last release that counted anybody.
  private func lastCounted() throws -> LedgerEntry? {
    try workbench.vault.readLedger().ledger.entries.last { !$0.contributors.isEmpty }
  }

  /// The day after the days of the release before, or the opening; where no period has closed since, the last one's start.
  private static func start(
    _ counted: LedgerEntry?, _ last: ClosedRange<Day>, _ campaign: Campaign
  ) -> Day {
    guard let end = counted?.periods.last.flatMap(Day.init) else { return campaign.opens }
    return end < last.upperBound ? Day(number: end.number + 1) : last.lowerBound
  }

  static func failure(_ refusals: [ReleaseRefusal]) -> Failure {
    let stale = refusals.allSatisfy { $0.code == .staleWithdrawals }
    let spent = refusals.contains { $0.code == .budgetSpent }
    return Failure(
      "not released: " + refusals.map(\.reason).joined(separator: "; "),
      hint: refusals.map(\.hint).joined(separator: "; "), code: spent ? 23 : stale ? 21 : 20)
  }
}

/// What has been gathered while the testimonies pass.
private struct Gathering {
  /// The records that have a quotation, wherever it is on its way.
  let quoted: Set<[UInt8]>
  var coded: [CodedTestimony] = []
  var fresh: Set<[UInt8]> = []
  var writers: [Language: Int] = [:]
  var quotations: [(review: QuotationReview, source: QuotedTestimony)] = []
  var (uncoded, unopened, stillOpen) = (0, 0, 0)

  init(quoted: Set<[UInt8]>) { self.quoted = quoted }

  mutating func add(_ opened: OpenedTestimony, _ firstOpen: Int, _ workbench: Workbench) throws {
    guard opened.epoch < firstOpen else { return stillOpen += 1 }
    guard case .success(let testimony) = opened.content else { return unopened += 1 }
    guard let one = try workbench.coded(testimony, record: opened.record) else {
      return uncoded += 1
    }
    coded.append(one)
    // Who may only be read makes nobody's language a common one.
    if one.permission != .readOnly { writers[testimony.consent.language, default: 0] += 1 }
    guard opened.release == nil else { return }
    fresh.insert(opened.record)
    guard quoted.contains(opened.record),
      let review = try workbench.vault.review(of: opened.record)
    else { return }
    quotations.append((review, try workbench.quoted(testimony, record: opened.record)))
  }
}
