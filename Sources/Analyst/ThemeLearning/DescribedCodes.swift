// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// Codes by what their descriptions mean to a model pack: a code with a definition proposes at once.
///
/// Only what sets a description apart from the others counts, so that neither the language of a text
/// nor the subject that all codes share speaks for any of them.
public struct DescribedCodes: Sendable {
  /// With fewer codes there is nothing to set one apart from.
  public static let fewest = 4

  /// The codes that are described, in the order they were given.
  public let codes: [String]
  /// What all descriptions have in common.
  private let middle: [Float]
  /// Where each leads from there, one long.
  private let directions: [[Float]]

  /// Codes with the vectors of the parts of their descriptions, all equally long.
  ///
  /// Nil where too few codes have any.
  public init?(_ descriptions: [(code: String, parts: [[Float]])]) {
    let described = descriptions.filter { !($0.parts.first ?? []).isEmpty }
    let width = described.first?.parts[0].count
    guard described.count >= Self.fewest,
      described.allSatisfy({ $0.parts.allSatisfy { $0.count == width } })
    else { return nil }
    let means = described.map { Self.normalized(Self.mean($0.parts)) }
    let middle = Self.mean(means)
    codes = described.map(\.code)
    directions = means.map { Self.normalized(zip($0, middle).map { $0 - $1 }) }
    self.middle = middle
  }

  /// How like a text is to each code's description and to no other's; empty where the vector is of
  /// another pack.
  func likeness(of vector: [Float]?) -> [Float] {
    guard let vector, vector.count == middle.count else { return [] }
    let apart = zip(vector, middle).map { $0 - $1 }
    let products = directions.map { 10 * zip(apart, $0).reduce(0) { $0 + $1.0 * $1.1 } }
    let sorted = products.sorted(by: >)
    return products.map { product in
      let other = product == sorted[0] ? sorted[1] : sorted[0]
      return product / 2 + (product - other)
    }
  }

  private static func mean(_ vectors: [[Float]]) -> [Float] {
    let sum = vectors.dropFirst().reduce(vectors[0]) { sum, vector in
      zip(sum, vector).map { $0 + $1 }
    }
    return sum.map { $0 / Float(vectors.count) }
  }

  private static func normalized(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / max(length, 1e-6) }
  }
}

extension DescribedCodes {
  /// The themes of a codebook, by its names and meanings in four languages, definitions and examples.
  ///
  /// Cues are left out: what they find counts by itself. Sentences to exclude are left out too, since
  /// leading away from them was measured to gain nothing.
  init?(_ codebook: Codebook, embed: @escaping @Sendable (String) -> [Float]) {
    self.init(
      codebook.themes.inParallel { (code: $0.id, parts: $0.description.map(embed)) })
  }
}

extension Theme {
  /// What says what it is about, in all languages that it has.
  fileprivate var description: [String] {
    Language.allCases.map { "\(name[$0]). \(meaning[$0])" } + [definition] + include
  }
}
