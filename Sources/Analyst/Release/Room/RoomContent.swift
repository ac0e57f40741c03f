// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments

/// Everything that goes to the room; each page, document and table is made of this alone.
public struct RoomContent: Equatable, Sendable {
  /// The shown figures.
  public let summary: Summary
  /// Words that were allowed, each under a theme that the summary shows.
  public let quotations: [Quotation]
  /// What was promised at this roundtable and earlier ones.
  public let commitments: [Commitment]
  /// The head of the record of releases, or nil where none is kept.
  public let integrity: String?
  /// What the form calls the facts.
  public let labels: FactLabels
  /// The shown figures of earlier releases, oldest first.
  public let earlier: [EarlierRelease]
  /// The ids of promises whose theme is left out, since no release has shown it.
  public let withoutTheme: [String]

  /// Takes the parts, and takes out of typed words what cannot be seen.
  ///
  /// A quotation under a theme whose figure is hidden is left out: that it exists would tell that
  /// somebody named the theme. So would a promise that answers it. But a promise is no survivor's words,
  /// it was said in the room, and it stands without its theme: only that is left out.
  /// - Parameters:
  ///   - summary: the shown figures.
  ///   - quotations: in an order that tells nothing; what the pages have no room for is left out.
  ///   - commitments: what was promised.
  ///   - integrity: the head of the record of releases.
  ///   - earlier: those that do not fit beside the summary are left out.
  ///   - shownBefore: the ids of the themes that earlier releases of this campaign showed.
  ///   - labels: what the form calls the facts.
  public init(
    summary: Summary, quotations: [Quotation] = [], commitments: [Commitment] = [],
    integrity: String? = nil, earlier: [EarlierRelease] = [], shownBefore: Set<String> = [],
    labels: FactLabels = FactLabels()
  ) {
    let known = shownBefore.union(summary.tellableThemes)
    let hidden = commitments.filter { $0.theme.map { !known.contains($0) } ?? false }.map(\.id)
    self.summary = summary
    self.quotations = summary.quotationSpace.parted(quotations).fitting.map {
      Self.clean(quotations[$0])
    }
    self.commitments = commitments.map { hidden.contains($0.id) ? $0.withoutTheme : $0 }
    withoutTheme = hidden
    self.integrity = integrity.map(CleanText.of)
    self.labels = labels
    self.earlier = earlier.filter { $0.misfit(beside: summary) == nil }.sorted {
      ($0.periods.lowerBound, $0.name) < ($1.periods.lowerBound, $1.name)
    }
  }

  private static func clean(_ quotation: Quotation) -> Quotation {
    Quotation(
      theme: quotation.theme, text: CleanText.of(quotation.text), language: quotation.language,
      isParaphrase: quotation.isParaphrase,
      translations: quotation.translations.mapValues(CleanText.of))
  }
}
