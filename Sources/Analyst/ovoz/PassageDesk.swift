// SPDX-License-Identifier: Apache-2.0

import QualitativeExchange
import Redaction
import TestimonyModel
import ThematicCoding
import Vault

/// Gathers coded passages for other programs: redacted words of answers that may be quoted, nothing else (G7).
struct PassageDesk {
  let desk: CoderDesk
  private var workbench: Workbench { desk.workbench }

  /// A source for each testimony in which somebody marked a passage that may go out.
  func sources() throws -> [ExchangeSource] {
    let records = Set(desk.coders.flatMap(\.decisions.keys))
    var sources: [ExchangeSource] = []
    for record in records.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard case .success(let testimony) = try workbench.vault.open(record).content else {
        continue
      }
      let name = "testimony \(sources.count + 1)"
      if let source = try source(testimony, record, name) { sources.append(source) }
    }
    return sources
  }

  private func source(
    _ testimony: Testimony, _ record: [UInt8], _ name: String
  ) throws -> ExchangeSource? {
    var (text, starts) = ("", [String: (start: Int, redacted: RedactedText)]())
    for answer in try workbench.redactedAnswers(of: testimony, record: record)
    where mayBeQuoted(answer.question, testimony) {
      text += "\(answer.question)\n"
      starts[answer.question] = (text.unicodeScalars.count, answer.text)
      text += answer.text.text + "\n\n"
    }
    let memos = try MemoRedaction(testimony, record, workbench)
    let marked = desk.coders.flatMap { coder in
      (coder.decisions[record]?.passages ?? []).compactMap {
        selection($0, coder.name, starts, memos)
      }
    }
    guard !marked.isEmpty else { return nil }
    // A note on the whole may tell of an answer that may only be read.
    let written = zip(workbench.vault.campaign.form.questions, testimony.answers)
      .filter { !$1.text.isEmpty }
    let isOpen = written.allSatisfy { mayBeQuoted($0.0.id, testimony) }
    let notes = desk.coders.compactMap { coder -> ExchangeNote? in
      guard isOpen, let memo = coder.decisions[record]?.memo else { return nil }
      return ExchangeNote(coder: coder.name, text: memos.redacted(memo))
    }
    return ExchangeSource(name: name, text: text, selections: marked, notes: notes)
  }

  private func selection(
    _ passage: CodedPassage, _ coder: String,
    _ starts: [String: (start: Int, redacted: RedactedText)], _ memos: MemoRedaction
  ) -> ExchangeSelection? {
    guard let place = starts[passage.question], workbench.codebook[passage.theme] != nil else {
      return nil
    }
    let range = place.redacted.redactedRange(of: passage.range)
    // A colleague's file may name places that this answer does not have.
    guard !range.isEmpty, range.upperBound <= place.redacted.text.unicodeScalars.count else {
      return nil
    }
    return ExchangeSelection(
      range: range.lowerBound + place.start..<range.upperBound + place.start,
      theme: passage.theme, coder: coder, question: passage.question,
      memo: passage.memo.map(memos.redacted))
  }

  private func mayBeQuoted(_ question: String, _ testimony: Testimony) -> Bool {
    let questions = workbench.vault.campaign.form.questions
    guard let place = questions.firstIndex(where: { $0.id == question }) else { return false }
    return testimony.consent.permissions[place] >= .quote
  }
}
