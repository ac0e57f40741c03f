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

  /// Takes the parts, and takes out of typed words what cannot be seen.
  ///
  /// A quotation under a theme whose figure is hidden is left out: that it exists would tell that
  /// somebody named the theme.
  public init(
    summary: Summary, quotations: [Quotation] = [], commitments: [Commitment] = [],
    integrity: String? = nil, earlier: [EarlierRelease] = [], labels: FactLabels = FactLabels()
  ) {
    let shown = Set(summary.shownThemes)
    self.summary = summary
    self.quotations = quotations.filter { shown.contains($0.theme) }.map(Self.clean)
    self.commitments = commitments
    self.integrity = integrity.map(CleanText.of)
    self.labels = labels
    self.earlier = earlier.sorted {
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
