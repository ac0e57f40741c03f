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

/// The testimonies of closed periods that no release has counted yet.
struct Cohort {
  let workbench: Workbench
  private let coded: [CodedTestimony]
  private let writers: [Language: Int]
  private let quoted: [(review: QuotationReview, source: QuotedTestimony)]
  private let epochs: ClosedRange<Int>?
  private let uncoded: Int
  private let unopened: Int
  private let stillOpen: Int

  /// The record ids that a release takes up.
  var contributors: [[UInt8]] { coded.map(\.id) }

  init(_ vault: OpenVault, _ options: ReportOptions) throws {
    let workbench = try Workbench(vault: vault, config: options.config)
    let day = try options.today.day()
    let firstOpen = day > vault.campaign.closes ? Int.max : vault.campaign.epoch(of: day)
    var gathering = Gathering(quoted: Set(try vault.records(with: .quotation)))
    try vault.forEachChunk { chunk in
      for opened in chunk where opened.release == nil {
        try gathering.add(opened, firstOpen, workbench)
      }
    }
    try vault.store.log(.allOpened, about: vault.campaign.name)
    self.workbench = workbench
    (coded, writers, quoted) = (gathering.coded, gathering.writers, gathering.quotations)
    (uncoded, unopened, stillOpen) = (gathering.uncoded, gathering.unopened, gathering.stillOpen)
    let epochs = gathering.epochs
    self.epochs = epochs.min().flatMap { first in epochs.max().map { first...$0 } }
  }

  /// Asks the release policy; a refusal names every reason.
  func judge(named name: String, _ options: ReportOptions) throws -> Summary {
    let releaser = Releaser(
      policy: try options.policy(), codebook: workbench.codebook,
      roundingSecret: workbench.vault.roundingSecret)
    let decision = releaser.judge(
      coded, campaign: try facts(name, options), twoWay: try options.crossing())
    switch decision {
    case .released(let summary): return summary
    case .refused(let refusals): throw Self.failure(refusals)
    }
  }

  /// What may be quoted beside a summary; every quotation of the cohort has to be through.
  func quotations(for summary: Summary, _ options: ReportOptions) throws -> QuotationChoice {
    let vault = workbench.vault
    let context = QuotationContext(
      redactor: workbench.redactor, writers: writers, fewestWriters: summary.policy.k)
    let reviewers = try vault.reviewers()
    let approved = try quoted.map { review, source in
      let refusals = QuotationRules().refusals(of: review.draft, from: source, context)
      guard refusals.isEmpty else { throw Failure(refusals) }
      return try ApprovedQuotation(
        checking: review, campaign: vault.campaign.id, reviewers: reviewers)
    }
    return try QuotationChoice(
      approved, for: summary, contributors: Set(counted(summary).map { Hex.text($0.id) }),
      secret: vault.roundingSecret)
  }

  /// Everybody whom a summary counts; a page without figures counts nobody.
  private func counted(_ summary: Summary) -> [CodedTestimony] {
    summary.narrativeOnly ? [] : coded.filter { $0.permission != .readOnly }
  }

  /// What the ledger remembers of a release.
  func entry(
    _ summary: Summary, _ files: [String: [UInt8]], _ quotations: [ApprovedQuotation],
    after head: String, _ options: ReportOptions
  ) throws -> LedgerEntry {
    let shown = try options.renderer(workbench.codebook)
    let counted = counted(summary)
    let cells = summary.rows.map { row in
      LedgerCell(
        theme: row.theme, shown: shown.display(row, of: summary), status: row.status.rawValue,
        contributors: counted.filter { $0.themes.contains(row.theme) }.map { Hex.text($0.id) })
    }
    return LedgerEntry(
      number: try workbench.vault.nextRelease(), release: summary.releaseName,
      day: try options.today.day().description, periods: summary.periods,
      policy: summary.policy.hash, codebook: summary.codebookHash,
      contributors: counted.map { Hex.text($0.id) }, cells: cells,
      files: files.mapValues { Hex.text(Digest.sha256($0)) }, mode: "publish-once",
      quotations: quotations.map(LedgerQuotation.init), previous: head)
  }

  /// What more testimonies would make visible; a hidden theme says no more than its figure does.
  func nextSteps(_ summary: Summary) -> [String] {
    let total = coded.count { $0.permission != .readOnly }
    let steps = NextStep.ahead(of: total, under: summary.policy).map { step in
      "  \(step.more) more (\(step.from) in all): \(Self.spoken(step.gain))"
    }
    let hidden = summary.rows.count { $0.status == .suppressed }
    let themes =
      hidden == 0
      ? []
      : ["  \(hidden) hidden themes: each after 1 to \(summary.policy.k) more people who name it"]
    guard !(steps + themes).isEmpty else { return [] }
    return ["", "\(total) are counted now. What more testimonies would show:"] + steps + themes
  }

  private static func spoken(_ gain: NextStep.Gain) -> String {
    switch gain {
    case .table: "a table of themes, in two groups"
    case .bands: "bands, such as “some” and “about half”"
    case .counts: "rounded counts"
    case .noise: "noisy counts, for a campaign that releases in this way only"
    case .twoWay: "the two-way table, with --two-way"
    }
  }

  /// Says, to the analyst alone, which quotations would go out.
  func sayWhatIsQuoted(_ summary: Summary, _ options: ReportOptions) throws {
    guard !quoted.isEmpty else { return }
    let choice = try quotations(for: summary, options)
    Terminal.say(
      "\(choice.approved.count) quotations would go out, \(choice.underHiddenThemes) stay: the figure"
        + " of their theme is hidden")
  }

  /// Says, to the analyst alone, what did not go in.
  func sayWhatWaits() {
    if uncoded > 0 { Terminal.say("\(uncoded) testimonies wait for `ovoz code`") }
    if stillOpen > 0 {
      Terminal.say("\(stillOpen) testimonies belong to a period that is still open")
    }
    if unopened > 0 { Terminal.say("\(unopened) testimonies do not open") }
  }

  private func facts(_ name: String, _ options: ReportOptions) throws -> CampaignFacts {
    let campaign = workbench.vault.campaign
    let lastSync = try workbench.vault.store.lastImport(of: campaign)
    guard let lastSync, let epochs else {
      throw Failure(
        "there is nothing to release yet",
        hint: "import a bundle, code its testimonies, and wait until their period is over", code: 20
      )
    }
    let first = campaign.days(ofEpoch: epochs.lowerBound).lowerBound
    let last = campaign.days(ofEpoch: epochs.upperBound).upperBound
    return CampaignFacts(
      title: options.title, collector: options.collector,
      periods: first.description...last.description,
      languages: campaign.form.languages.filter { writers[$0] != nil },
      releaseName: name, today: try options.today.day().description,
      lastSync: lastSync.description, lastRelease: try lastRelease())
  }

  /// The day of the last release that counted anybody.
  private func lastRelease() throws -> String? {
    try workbench.vault.readLedger().ledger.entries.last { !$0.contributors.isEmpty }?.day
  }

  private static func failure(_ refusals: [ReleaseRefusal]) -> Failure {
    let stale = refusals.allSatisfy { $0.code == .staleWithdrawals }
    return Failure(
      "not released: " + refusals.map(\.reason).joined(separator: "; "),
      hint: refusals.map(\.hint).joined(separator: "; "), code: stale ? 21 : 20)
  }
}

/// What has been gathered while the testimonies pass.
private struct Gathering {
  /// The records that have a quotation, wherever it is on its way.
  let quoted: Set<[UInt8]>
  var coded: [CodedTestimony] = []
  var epochs: Set<Int> = []
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
    epochs.insert(opened.epoch)
    writers[testimony.consent.language, default: 0] += 1
    guard quoted.contains(opened.record),
      let review = try workbench.vault.review(of: opened.record)
    else { return }
    quotations.append((review, try workbench.quoted(testimony, record: opened.record)))
  }
}

extension LedgerQuotation {
  /// What stands for an approved quotation, without its words.
  init(_ approved: ApprovedQuotation) {
    self.init(
      record: approved.draft.record, theme: approved.draft.theme,
      words: Hex.text(Digest.sha256(Array(approved.draft.text.utf8))),
      proposal: Signature(approved.proposal), approval: Signature(approved.approval))
  }
}

extension LedgerQuotation.Signature {
  init(_ signature: QuotationReview.Signature) {
    self.init(key: Hex.text(signature.key), signature: Hex.text(signature.bytes))
  }
}
