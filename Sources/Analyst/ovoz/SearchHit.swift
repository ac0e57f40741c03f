// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Finding
import Languages
import Reading
import Redaction
import TestimonyModel
import Vault

/// A testimony in which all that was sought stands, without its words.
struct SearchHit: Encodable {
  let id: String
  let period: Int
  let written: [String]
  /// By question, how often any of the terms stands there.
  let matches: [String: Int]
  /// The number of the group of testimonies that are nearly the same.
  var group: Int?

  init(
    _ opened: OpenedTestimony, _ written: [String], _ ranges: [[Range<Int>]], _ form: Form
  ) {
    id = Hex.text(opened.record)
    period = opened.epoch
    self.written = written
    let counted = zip(form.questions, ranges).filter { !$0.1.isEmpty }
    matches = Dictionary(uniqueKeysWithValues: counted.map { ($0.0.id, $0.1.count) })
  }
}

/// Sentences with what was sought in them, after redaction, for a terminal.
struct SearchPassages {
  private static let mostOfAnswer = 3

  let query: SearchQuery
  let workbench: Workbench

  /// The lines for one testimony; where redaction took the words out, or they are hard to read, that is said.
  func lines(
    of testimony: Testimony, _ opened: OpenedTestimony, _ ranges: [[Range<Int>]],
    _ blur: inout ListingBlur
  ) throws -> [String] {
    // All together: a name that another answer gives away is hidden here too.
    let redacted = try workbench.redactedTexts(
      of: testimony, decisions: workbench.redactions(of: opened.record))
    let texts = Dictionary(uniqueKeysWithValues: redacted.map { ($0.question, $0.text.text) })
    let questions = workbench.vault.campaign.form.questions
    return zip(questions, ranges).flatMap { question, ranges -> [String] in
      guard !ranges.isEmpty, let text = texts[question.id] else { return [] }
      let lines = passages(in: text, &blur)
      let shown = lines.isEmpty ? [Terminal.faint("(redaction takes these words out)")] : lines
      return [Terminal.faint("  \(question.id)")] + shown.map { "    \($0)" }
    }
  }

  private func passages(in text: String, _ blur: inout ListingBlur) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let found = query.ranges(inAnyPartOf: text)
    let sentences = Sentences.ranges(in: text).filter { sentence in
      found.contains { $0.overlaps(sentence) }
    }
    return sentences.prefix(Self.mostOfAnswer).flatMap { sentence in
      Self.marked(scalars, sentence, found.filter { $0.overlaps(sentence) }, &blur)
    }
  }

  /// A sentence with its matches in bold; its further lines stand two columns behind the first.
  private static func marked(
    _ scalars: [Unicode.Scalar], _ sentence: Range<Int>, _ found: [Range<Int>],
    _ blur: inout ListingBlur
  ) -> [String] {
    let text = String(String.UnicodeScalarView(scalars[sentence].map { $0 == "\n" ? " " : $0 }))
    // The mark says that it matches, as the sentence would.
    guard !blur.leavesOut(text) else { return [Terminal.faint(PlainPage.leftOut)] }
    let matches = found.map { range in
      let match = range.clamped(to: sentence)
      return (match.lowerBound - sentence.lowerBound)..<(match.upperBound - sentence.lowerBound)
    }
    let lines = Terminal.outputLines(text, indent: 6, bold: matches)
    return lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
  }
}
