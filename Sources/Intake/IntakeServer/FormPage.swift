// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Mustache
import TestimonyModel

/// The form in one language, rendered once; only the record id differs from visit to visit.
struct FormPage: Sendable {
  /// Why a plain form is shown again.
  enum Fault: String, CaseIterable, Sendable {
    case missing, tooLong, tooMany, refused
    /// Nothing is taken now, and nothing of this page arrived.
    case full
    /// Nothing is taken now, and it is not known whether something of this page arrived before.
    case unsure
    /// The slip is unknown or was used.
    case slip = "slipUnknown"
    /// The slip has a wrong digit.
    case digit = "digitWrong"
    /// The slip has not 24 digits.
    case length = "lengthWrong"

    var textName: String { rawValue }
    var isOfSlip: Bool { [.slip, .digit, .length].contains(self) }
  }

  /// One length for every form that is shown again, whatever was typed (G4).
  ///
  /// A text full of signs that HTML escapes may pass it; then the reply is padded to a multiple.
  static let refilledLength = 65_536

  /// What the script may have to say: its name there, and the text's name.
  private static let words = [
    "sending": "sending", "moment": "moment", "failed": "failed", "refused": "refused",
    "full": "full", "closed": "closedShort", "missing": "missing", "tooLong": "tooLong",
    "tooMany": "tooMany", "slip": "slipUnknown", "wrong_digit": "digitWrong",
    "wrong_length": "lengthWrong", "plain": "plainWarning", "left": "lettersLeft",
    "unsent": "unsent", "unsure": "unsure", "loss": "loss",
  ]
  private static let mark = "RECORD-ID-STANDS-HERE"
  private let template: MustacheTemplate
  private let context: FormContext
  let plan: String
  private let start: [UInt8]
  private let end: [UInt8]

  init(
    _ campaign: Campaign, in language: Language, texts: PageTexts, audio: AudioFiles = .none
  ) throws(IntakeServerError) {
    do {
      template = try MustacheTemplate(string: PageAssets.form)
      let words = Self.words.mapValues { texts.text($0, in: language) }
      plan = try SealingPlan(campaign, words: words).json()
      context = FormContext(campaign: campaign, language: language, texts: texts, audio: audio)
      let page = template.render(context.values(record: Self.mark, plan: plan))
      let parts = page.components(separatedBy: Self.mark)
      guard parts.count == 2 else { throw IntakeServerError.badTemplate }
      (start, end) = (Array(parts[0].utf8), Array(parts[1].utf8))
    } catch { throw .badTemplate }
  }

  /// The page with other texts of the frame, without a record id: for the form in a file.
  func rendered(with texts: [String: String]) -> String {
    template.render(context.values(record: "", plan: "").merging(["t": texts]) { $1 })
  }

  /// The page for one visit.
  ///
  /// The id makes a plain form that is sent twice one testimony (G5).
  func bytes() throws(PrimitiveError) -> [UInt8] {
    start + Array(Hex.text(try RandomBytes.fresh(16)).utf8) + end
  }

  /// The page that a plain form which could not be taken gets: what was typed is in its fields again.
  ///
  /// `values` are the fields as they came; nothing of them is kept. `fault` is told above the form, and `faults` beside the
  /// questions whose answers they are of. The record id stays the one that
  /// was sent, so that the same answers sent again are stored once (G5).
  func bytes(
    refilled values: [String: [String]], fault: Fault, beside faults: [String: Fault] = [:]
  ) throws(PrimitiveError) -> [UInt8] {
    var context = context
    context.written = Written(values)
    (context.fault, context.faults) = (fault, faults)
    let sent = values["record"]?.first.flatMap { Hex.bytes($0) } ?? []
    let record = sent.count == 16 ? sent : try RandomBytes.fresh(16)
    var page = Array(template.render(context.values(record: Hex.text(record), plan: plan)).utf8)
    let length = Self.refilledLength
    let wanted = (page.count + length - 1) / length * length
    page += [UInt8](repeating: UInt8(ascii: " "), count: wanted - page.count)
    return page
  }
}
