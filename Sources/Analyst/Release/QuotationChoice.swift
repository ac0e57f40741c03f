// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Quoting

/// Which approved quotations go out with a summary, and in which order. (G10)
public struct QuotationChoice: Sendable {
  /// Those under a theme that the summary shows, as many as the policy and the page have room for.
  public let approved: [ApprovedQuotation]
  /// The record ids of those that stay since the page has no room for them, in order.
  public let withoutRoom: [String]
  /// How many stand under a theme whose figure is hidden, and therefore stay.
  public let underHiddenThemes: Int

  /// Chooses; says nothing of who is quoted in what order they came.
  /// - Parameters:
  ///   - approved: every approved quotation of the cohort.
  ///   - summary: what is shown.
  ///   - contributors: the record ids, in hexadecimal, of everybody whom this summary or an earlier one
  ///     of the campaign counts.
  ///   - secret: the campaign's rounding secret; it shuffles.
  /// - Throws: ``ReleaseRefusal``: two from one testimony, or one of somebody who is not counted.
  public init(
    _ approved: [ApprovedQuotation], for summary: Summary, contributors: Set<String>,
    secret: [UInt8]
  ) throws(ReleaseRefusal) {
    let records = approved.map(\.draft.record)
    guard Set(records).count == records.count, contributors.isSuperset(of: records) else {
      throw ReleaseRefusal(
        code: .strayQuotation,
        reason: "two quotations are from one testimony, or one is from nobody who is counted",
        hint: "look at `ovoz quote list`, and take one back")
    }
    let shown = Set(summary.shownThemes)
    let showable = approved.filter { shown.contains($0.draft.theme) }.sorted {
      Self.place($0, secret).lexicographicallyPrecedes(Self.place($1, secret))
    }
    let parts = summary.quotationSpace.parted(showable.map(Quotation.init))
    underHiddenThemes = approved.count - showable.count
    self.approved = parts.fitting.map { showable[$0] }
    withoutRoom = parts.staying.map { showable[$0].draft.record }.sorted()
  }

  // The order of record ids is the vault's; no page repeats it.
  private static func place(_ quotation: ApprovedQuotation, _ secret: [UInt8]) -> [UInt8] {
    MAC.hmacSHA256(
      key: secret, DomainLabel.quotationOrder.bytes + Array(quotation.draft.record.utf8))
  }
}

extension Summary {
  /// The room that its pages have for quotations.
  var quotationSpace: QuotationSpace {
    QuotationSpace(themes: shownThemes, allowed: policy.mostQuotations)
  }
}
