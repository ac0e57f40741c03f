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
  /// Where each leads from there, the shorter the further its own parts reach that way.
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
    self.middle = middle
    let ways = means.map { Self.normalized(zip($0, middle).map { $0 - $1 }) }
    let reaches = zip(described, ways).map { described, way in
      let apart = zip(Self.mean(described.parts), middle).map { $0 - $1 }
      return max(Self.product(apart, way), 0.01)
    }
    let usual = reaches.reduce(0, +) / Float(reaches.count)
    directions = zip(ways, reaches).map { way, reach in way.map { $0 * usual / reach } }
  }

  /// How like a text is to each code's description and to no other's; empty where the vector is of
  /// another pack.
  func likeness(of vector: [Float]?) -> [Float] {
    guard let vector, vector.count == middle.count else { return [] }
    let apart = zip(vector, middle).map { $0 - $1 }
    let products = directions.map { 10 * Self.product(apart, $0) }
    let sorted = products.sorted(by: >)
    return products.map { product in
      let other = product == sorted[0] ? sorted[1] : sorted[0]
      return product / 2 + (product - other)
    }
  }

  private static func product(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
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
  init?(_ codebook: Codebook, embed: ([String]) -> [[Float]]) {
    let texts = codebook.themes.map(\.description)
    var vectors = embed(texts.flatMap(\.self))[...]
    self.init(
      zip(codebook.themes, texts).map { theme, texts in
        defer { vectors = vectors.dropFirst(texts.count) }
        return (code: theme.id, parts: Array(vectors.prefix(texts.count)))
      })
  }
}

extension Theme {
  /// What says what it is about, in all languages that it has.
  fileprivate var description: [String] {
    Language.allCases.map { "\(name[$0]). \(meaning[$0])" } + [definition] + include
  }
}
