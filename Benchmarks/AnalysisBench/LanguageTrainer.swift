// SPDX-License-Identifier: Apache-2.0

import Foundation
import Languages
import ThemeLearning

/// Trains the weights that tell languages, from texts typed in every variant.
///
/// Multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer 2011). How sure it may be is fitted on
/// a tenth of the texts that it did not learn from.
struct LanguageTrainer {
  private static let snippetsOfText = 8
  private static let rounds = 6
  private static let rate: Float = 0.5

  private struct Row {
    let rows: LetterRows
    let variant: Int
  }

  static func train(_ lines: [LanguageLine], seed: UInt64) -> LanguageWeights {
    var random = SeededRandom(seed: seed)
    let shuffled = lines.shuffled(using: &random)
    let held = shuffled.prefix(lines.count / 10)
    let known = rows(of: shuffled.dropFirst(held.count), &random)
    let asked = rows(of: held, &random)
    let sharpness = sharpness(fit(known, &random), asked)
    return LanguageWeights(fit(known + asked, &random), sharpness: sharpness)
  }

  /// Whole texts and snippets of one to eight words, each typed by a scheme of its own.
  private static func rows(
    of lines: some Sequence<LanguageLine>, _ random: inout SeededRandom
  ) -> [Row] {
    let typing = LanguageTyping(isMixed: true)
    var rows: [Row] = []
    for line in lines {
      for number in 0...snippetsOfText {
        let length = number == 0 ? nil : Int.random(in: 1...8, using: &random)
        for sample in typing.samples(of: line, &random) {
          var text = sample.text
          if number % 4 == 3 { text = TypedOtherwise.withTypos(text, share: 0.03, &random) }
          guard let part = length.map({ text.snippet(words: $0, &random) }) ?? text else {
            continue
          }
          rows.append(
            Row(
              rows: LetterRows(part.unicodeScalars),
              variant: LanguageVariant.allCases.firstIndex(of: sample.variant) ?? 0))
        }
      }
    }
    return rows
  }

  private static func fit(_ rows: [Row], _ random: inout SeededRandom) -> [[Float]] {
    let variants = LanguageVariant.allCases.count
    var weights = [Float](repeating: 0, count: variants * LetterRows.places)
    var squares = [Float](repeating: 1e-4, count: weights.count)
    for _ in 0..<rounds {
      for index in rows.indices.shuffled(using: &random) {
        learn(rows[index], &weights, &squares)
      }
    }
    return (0..<variants).map { variant in
      (0..<LetterRows.places).map { weights[$0 * variants + variant] }
    }
  }

  private static func learn(_ row: Row, _ weights: inout [Float], _ squares: inout [Float]) {
    let variants = LanguageVariant.allCases.count
    guard !row.rows.rows.isEmpty else { return }
    let scale = 1 / Float(row.rows.rows.count).squareRoot()
    var off = Softmax.of(margins(row.rows, weights, scale))
    off[row.variant] -= 1
    weights.withUnsafeMutableBufferPointer { weights in
      squares.withUnsafeMutableBufferPointer { squares in
        for place in row.rows.rows {
          for variant in 0..<variants {
            let slope = off[variant] * scale
            let index = Int(place) * variants + variant
            squares[index] += slope * slope
            weights[index] -= rate * slope / squares[index].squareRoot()
          }
        }
      }
    }
  }

  private static func margins(_ rows: LetterRows, _ weights: [Float], _ scale: Float) -> [Float] {
    let variants = LanguageVariant.allCases.count
    var sums = [Float](repeating: 0, count: variants)
    for place in rows.rows {
      for variant in 0..<variants { sums[variant] += weights[Int(place) * variants + variant] }
    }
    return sums.map { $0 * scale }
  }

  /// The factor on all margins under which texts not learned from are least surprising.
  private static func sharpness(_ weights: [[Float]], _ asked: [Row]) -> Float {
    let flat = (0..<LetterRows.places).flatMap { place in weights.map { $0[place] } }
    let margins = asked.filter { !$0.rows.rows.isEmpty }.map {
      (Self.margins($0.rows, flat, 1 / Float($0.rows.rows.count).squareRoot()), $0.variant)
    }
    let surprise = { (factor: Float) in
      margins.reduce(Float(0)) { sum, row in
        sum - log(max(1e-9, Softmax.of(row.0.map { $0 * factor })[row.1]))
      }
    }
    let factors = stride(from: Float(0.2), through: 2, by: 0.05)
    return factors.min { surprise($0) < surprise($1) } ?? 1
  }
}
