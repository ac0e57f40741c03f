// SPDX-License-Identifier: Apache-2.0

import ThemeLearning

/// As ``TypedInLatin``, for texts with marked parts: it tells where each scalar went.
///
/// Schemes mix within a text as they do on phones: `ya` beside `j` for й, `x` for х. What is in
/// Latin letters already stays, but for the apostrophes of Uzbek, which half of the writers drop.
struct LatinTyping {
  private let spelling: [Unicode.Scalar: [Unicode.Scalar]]

  init(using random: inout SeededRandom) {
    var spelling: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    // Sorted, since a dictionary's own order is another in each run.
    for (letter, choices) in TypedInLatin.choices.sorted(by: { $0.key < $1.key }) {
      guard let scalar = letter.unicodeScalars.first else { continue }
      spelling[scalar] = Array((choices.randomElement(using: &random) ?? "").unicodeScalars)
    }
    if Bool.random(using: &random) {
      for mark in ["'", "\u{2019}", "\u{02BB}", "\u{02BC}", "\u{2018}"] as [Unicode.Scalar] {
        spelling[mark] = []
      }
    }
    self.spelling = spelling
  }

  /// The text so typed, and for each scalar of the original, and for its end, where it went.
  func typed(_ text: String) -> (text: String, places: [Int]) {
    var result: [Unicode.Scalar] = []
    var places: [Int] = []
    for scalar in text.unicodeScalars {
      places.append(result.count)
      result += letters(for: scalar)
    }
    places.append(result.count)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: result)
    return (String(view), places)
  }

  private func letters(for scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if let known = spelling[scalar] { return known }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    guard small.count == 1, let letter = small.first, letter != scalar,
      let known = spelling[letter]
    else { return [scalar] }
    let first = known.first.map { Array($0.properties.uppercaseMapping.unicodeScalars) } ?? []
    return first + known.dropFirst()
  }
}
