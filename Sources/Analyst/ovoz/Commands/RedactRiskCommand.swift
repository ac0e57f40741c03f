// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
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
    return RiskLine(
      id: Hex.text(record), isReviewed: try workbench.isReviewed(record, lists: lists),
      risk: RiskReport(
        texts.map(\.text), kept: decisions.values.reduce(0) { $0 + $1.kept.count },
        lists: workbench.redactor.lists))
  }

  private func show(_ lines: [RiskLine]) throws {
    if json { return try Terminal.printJSON("ovoz.risk", lines) }
    for line in lines { line.show() }
    let reviewed = lines.count { $0.isReviewed }
    Terminal.say("ovoz: \(reviewed) of \(lines.count) reviewed")
  }
}

/// One testimony's risk, as it is printed.
private struct RiskLine: Encodable {
  let id: String
  /// Whether a person looked at every doubtful mark, with the lists of today.
  let isReviewed: Bool
  let risk: RiskReport

  func show() {
    let counts = risk.counts.map { count in
      count.doubtful > 0
        ? "\(count.kind) \(count.sure + count.doubtful) (\(count.doubtful) doubtful)"
        : "\(count.kind) \(count.sure)"
    }
    let state = isReviewed ? "reviewed" : "not reviewed"
    print("\(Terminal.bold(String(id.prefix(8))))  \(risk.level.rawValue)  \(state)")
    print(Terminal.faint("  \(counts.isEmpty ? "nothing marked" : counts.joined(separator: ", "))"))
    for reason in risk.reasons { Terminal.printWrapped("- \(reason.advice)", indent: 2) }
  }
}
