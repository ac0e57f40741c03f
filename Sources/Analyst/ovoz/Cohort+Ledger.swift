// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Quoting
import Release
import ReleaseLedger
import TestimonyModel
import ThematicCoding
import Vault

extension Cohort {
  /// What the ledger remembers of a release.
  func entry(
    _ number: Int, _ judged: JudgedRelease, _ files: [String: [UInt8]],
    _ quotations: [ApprovedQuotation],
    after head: String, _ options: ReportOptions
  ) throws -> LedgerEntry {
    let (shown, summary) = (try options.renderer(workbench.codebook), judged.summary)
    let cells = summary.rows.map { row in
      LedgerCell(
        theme: row.theme, shown: shown.display(row, of: summary), status: row.status.rawValue,
        contributors: judged.named(row.theme).map { Hex.text($0) })
    }
    return LedgerEntry(
      number: number, release: summary.releaseName,
      day: try options.today.day().description, periods: summary.periods,
      policy: summary.policy.hash, codebook: summary.codebookHash,
      contributors: judged.counted.map { Hex.text($0) }, cells: cells,
      files: files.mapValues { Hex.text(Digest.sha256($0)) }, mode: summary.mode.rawValue,
      quotations: quotations.map(LedgerQuotation.init),
      clock: try options.today.clockIfOther()?.description, previous: head)
  }

  /// Names the last release that was kept: whoever lost its files looks for them here.
  func nothingToRelease() throws -> Failure {
    let last = try workbench.vault.readLedger().ledger.entries.last?.number
    let again = last.map { "; `ovoz report copy \($0) --out …` writes release \($0) again" } ?? ""
    return Failure(
      "there is nothing to release yet",
      hint: "import a bundle, code its testimonies, and wait until their period is over" + again,
      code: 20)
  }
}

extension LedgerQuotation {
  /// What stands for an approved quotation, without its words.
  init(_ approved: ApprovedQuotation) {
    self.init(
      record: approved.draft.record, theme: approved.draft.theme,
      words: Hex.text(Digest.sha256(Array(approved.draft.texts.joined(separator: "\n").utf8))),
      proposal: Signature(approved.proposal), approval: Signature(approved.approval))
  }
}

extension LedgerQuotation.Signature {
  init(_ signature: QuotationReview.Signature) {
    self.init(key: Hex.text(signature.key), signature: Hex.text(signature.bytes))
  }
}
