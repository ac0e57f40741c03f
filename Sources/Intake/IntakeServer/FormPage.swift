// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Mustache
import TestimonyModel

/// The form in one language, rendered once; only the record id differs from visit to visit.
struct FormPage: Sendable {
  private static let mark = "RECORD-ID-STANDS-HERE"
  private let start: [UInt8]
  private let end: [UInt8]

  init(
    _ campaign: Campaign, in language: Language, texts: PageTexts, exit: String
  ) throws(IntakeServerError) {
    do {
      let template = try MustacheTemplate(string: PageAssets.form)
      let plan = try SealingPlan(campaign).json()
      let context = FormContext(campaign: campaign, language: language, texts: texts, exit: exit)
      let page = template.render(context.values(record: Self.mark, plan: plan))
      let parts = page.components(separatedBy: Self.mark)
      guard parts.count == 2 else { throw IntakeServerError.badTemplate }
      (start, end) = (Array(parts[0].utf8), Array(parts[1].utf8))
    } catch { throw .badTemplate }
  }

  /// The page for one visit.
  ///
  /// The id makes a plain form that is sent twice one testimony (G5).
  func bytes() throws(PrimitiveError) -> [UInt8] {
    start + Array(Hex.text(try RandomBytes.fresh(16)).utf8) + end
  }
}
