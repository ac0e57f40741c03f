// SPDX-License-Identifier: Apache-2.0

/// Which quotations two A4 sheets have room for: the same ones in every file and language.
///
/// Chosen before a release is kept, so that what is counted as quoted is what stands on the page.
struct QuotationSpace {
  /// What fits beside the figures, measured with every theme shown in Russian; no policy allows more.
  static let (mostQuotes, mostCharacters) = (4, 1_000)

  /// The themes that are shown, in the order of the figures.
  let themes: [String]
  /// How many the release policy allows, at most ``mostQuotes``.
  let allowed: Int

  /// Parts quotations into those that fit and those that stay, each in the order in which they came.
  ///
  /// Each theme has its first before any has a second; what is too long leaves its place to a shorter
  /// one.
  func parted(_ quotations: [Quotation]) -> (fitting: [Int], staying: [Int]) {
    var (fitting, staying, characters) = ([Int](), [Int](), 0)
    for place in turns(quotations) {
      let length = quotations[place].longest
      guard fitting.count < allowed, characters + length <= Self.mostCharacters else {
        staying.append(place)
        continue
      }
      fitting.append(place)
      characters += length
    }
    return (fitting.sorted(), staying.sorted())
  }

  /// Places in the order in which they are asked: first of each theme, second of each theme, and on.
  private func turns(_ quotations: [Quotation]) -> [Int] {
    let own = themes.map { theme in quotations.indices.filter { quotations[$0].theme == theme } }
    let most = own.map(\.count).max() ?? 0
    return (0..<most).flatMap { turn in own.compactMap { $0.dropFirst(turn).first } }
  }
}

extension Quotation {
  /// The characters of the longest of its languages: what fits in one has to fit in each.
  fileprivate var longest: Int {
    ([text] + translations.values).map(\.count).max() ?? 0
  }
}
