// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Reading
import Redaction
import TerminalControl
import TestimonyModel
import Vault

/// `ovoz redact --risk`: what could still point at a person, testimony by testimony, without words.
struct RedactRisk {
  private let workbench: Workbench
  private let lists: String
  private let json: Bool

  init(_ workbench: Workbench, _ lists: String, json: Bool) {
    (self.workbench, self.lists, self.json) = (workbench, lists, json)
  }

  /// Reports on one testimony, or on all, the riskiest first; never asks to be locked again.
  func run(_ id: String?) throws -> Bool {
    try show(id.map(one) ?? all())
    return false
  }

  private func one(_ id: String) throws -> [RiskLine] {
    let record = try workbench.vault.record(beginning: id)
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    try workbench.vault.store.log(.read, about: Hex.text(record))
    return [try risk(of: testimony, record)]
  }

  private func all() throws -> [RiskLine] {
    let bar = ProgressBar("redacting")
    defer { bar.finish() }
    let total = Double(max(1, try workbench.vault.count()))
    var (lines, seen): ([RiskLine], Double) = ([], 0)
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        lines.append(try risk(of: testimony, opened.record))
      }
      seen += Double(chunk.count)
      bar.show(seen / total)
    }
    try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
    return lines.sorted { ($1.risk.level, $0.id) < ($0.risk.level, $1.id) }
  }

  private func risk(of testimony: Testimony, _ record: [UInt8]) throws -> RiskLine {
    let decisions = try workbench.redactions(of: record)
    let texts = workbench.redactedTexts(of: testimony, decisions: decisions)
    let kept = texts.map { decisions[$0.question]?.left(in: $0.text).count ?? 0 }
    let marks = Dictionary(
      texts.map { ($0.question, $0.text.marks) }, uniquingKeysWith: { first, _ in first })
    let unglanced = try workbench.unglanced(
      in: testimony, record: record, decisions: decisions, marks: marks)
    return RiskLine(
      Hex.text(record), try workbench.standing(of: record, lists: lists),
      RiskReport(
        texts.map(\.text), kept: kept.reduce(0, +), unglanced: unglanced,
        lists: workbench.redactor.lists))
  }

  private func show(_ lines: [RiskLine]) throws {
    if json { return try Terminal.printJSON("ovoz.risk", lines) }
    for line in lines { line.show() }
    Terminal.say("ovoz: \(ReviewCount(lines.map(\.standing)).progress(of: lines.count))")
  }
}

/// One testimony's risk, as it is printed.
private struct RiskLine: Encodable {
  let id: String
  /// Whether a person looked at every doubtful mark, with the lists of today.
  let isReviewed: Bool
  /// The same in three steps: nobody looks at what is passed over.
  let standing: ReviewStanding
  let risk: RiskReport

  init(_ id: String, _ standing: ReviewStanding, _ risk: RiskReport) {
    (self.id, self.standing, self.risk) = (id, standing, risk)
    isReviewed = standing == .reviewed
  }

  func show() {
    let counts = risk.counts.map { count in
      count.doubtful > 0
        ? "\(count.kind) \(count.sure + count.doubtful) (\(count.doubtful) doubtful)"
        : "\(count.kind) \(count.sure)"
    }
    let head = "\(risk.level.rawValue)  \(standing.rawValue)"
    print("\(Terminal.bold(String(id.prefix(8))))  \(head)")
    print(Terminal.faint("  \(counts.isEmpty ? "nothing marked" : counts.joined(separator: ", "))"))
    for reason in risk.reasons { Terminal.printWrapped("- \(reason.advice)", indent: 2) }
  }
}
