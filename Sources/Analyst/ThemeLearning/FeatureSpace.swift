// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding

/// How much each piece says, learned from the texts at hand: rare pieces say more.
///
/// Sublinear tf-idf (Salton and Buckley 1988), each kind made equally long by itself, so that the many
/// rows of letters do not drown the few words. Then, as far as there are any, the meaning of the text
/// from a model pack, what the codebook's cues found, how like it is to the description of each code, and
/// one column that is always 1.
struct FeatureSpace: Sendable {
  private static let size = 1 << TextFeatures.bits
  private static let kinds = TextFeatures.Kind.allCases.count

  /// For each place of each kind its column, or -1 where no text had it.
  private let columns: [Int32]
  private let idf: [Float]
  /// What the vectors have in common, and how much each of their numbers varies.
  private let middle: [Float]
  private let spread: [Float]
  let vectorScale: Float
  private let beliefs: Beliefs
  /// So small that examples hardly move the weight of a likeness; they speak by words and meaning.
  ///
  /// Free to move, it lost two points in four languages from 600 texts on.
  static let likenessScale: Float = 0.05

  /// The number of columns.
  var width: Int { idf.count + middle.count + beliefs.cues.count + beliefs.described.count + 1 }
  /// The column that is always 1.
  var constant: Int { width - 1 }

  /// The column of what a code's cues found.
  func column(ofCue code: Int) -> Int { idf.count + middle.count + code }

  /// The column of how like a text is to a code's description.
  func column(ofDescribed code: Int) -> Int { column(ofCue: beliefs.cues.count + code) }

  /// Whether a column holds what a text means.
  func isMeaning(_ column: Int) -> Bool {
    (idf.count..<idf.count + middle.count).contains(column)
  }

  /// Counts in how many texts each piece occurs.
  init(_ texts: [SeenText], beliefs: Beliefs, vectorScale: Float) {
    var seen = [Float](repeating: 0, count: Self.kinds * Self.size)
    for text in texts {
      for (kind, counts) in text.features.counts.enumerated() {
        for place in counts.places { seen[kind * Self.size + Int(place)] += 1 }
      }
    }
    let all = Float(texts.count) + 1
    var columns = [Int32](repeating: -1, count: seen.count)
    var idf: [Float] = []
    for place in seen.indices where seen[place] > 0 {
      columns[place] = Int32(idf.count)
      idf.append(log(all / (seen[place] + 1)) + 1)
    }
    (self.columns, self.idf) = (columns, idf)
    let vectors = texts.compactMap(\.vector)
    let alike = vectors.filter { $0.count == vectors[0].count }
    middle = Self.middle(of: alike)
    spread = Self.spread(of: alike, around: middle)
    (self.vectorScale, self.beliefs) = (vectorScale, beliefs)
  }

  /// The text's row; every place in it is below ``width``, whatever the text was seen with.
  func row(_ text: SeenText) -> [(place: UInt32, weight: Float)] {
    var row: [(place: UInt32, weight: Float)] = []
    for kind in TextFeatures.Kind.allCases {
      let first = row.count
      addPieces(of: text.features, kind, to: &row)
      Self.stretch(&row, from: first, to: kind.share)
    }
    addVector(text.vector, to: &row)
    for (code, finds) in text.cues where finds > 0 && code < beliefs.cues.count {
      row.append((UInt32(column(ofCue: code)), min(Float(finds).squareRoot(), 2)))
    }
    for (code, likeness) in text.likeness.prefix(beliefs.described.count).enumerated() {
      row.append((UInt32(column(ofDescribed: code)), likeness * Self.likenessScale))
    }
    row.append((UInt32(constant), 1))
    return row
  }

  /// The column of a piece; nil where no text had it.
  func column(_ kind: TextFeatures.Kind, _ place: UInt32) -> Int? {
    let column = columns[kind.rawValue * Self.size + Int(place)]
    return column < 0 ? nil : Int(column)
  }

  private func addPieces(
    of features: TextFeatures, _ kind: TextFeatures.Kind,
    to row: inout [(place: UInt32, weight: Float)]
  ) {
    let counts = features.counts[kind.rawValue]
    for (place, times) in zip(counts.places, counts.times) {
      guard let column = column(kind, place) else { continue }
      row.append((UInt32(column), (1 + log(times)) * idf[column]))
    }
  }

  private func addVector(_ vector: [Float]?, to row: inout [(place: UInt32, weight: Float)]) {
    guard let vector, vector.count == middle.count else { return }
    let first = row.count
    for (index, value) in vector.enumerated() {
      row.append((UInt32(idf.count + index), (value - middle[index]) / spread[index]))
    }
    Self.stretch(&row, from: first, to: vectorScale)
  }

  private static func stretch(
    _ row: inout [(place: UInt32, weight: Float)], from first: Int, to length: Float
  ) {
    let square = row[first...].reduce(0) { $0 + $1.weight * $1.weight }
    guard square > 0 else { return }
    let factor = length / square.squareRoot()
    for index in first..<row.count { row[index].weight *= factor }
  }

  private static func spread(of vectors: [[Float]], around middle: [Float]) -> [Float] {
    var squares = [Float](repeating: 0, count: middle.count)
    for vector in vectors {
      for (index, value) in vector.enumerated() {
        squares[index] += (value - middle[index]) * (value - middle[index])
      }
    }
    return squares.map { max(($0 / Float(vectors.count)).squareRoot(), 1e-4) }
  }

  private static func middle(of vectors: [[Float]]) -> [Float] {
    guard let first = vectors.first else { return [] }
    var sum = [Float](repeating: 0, count: first.count)
    for vector in vectors { for (index, value) in vector.enumerated() { sum[index] += value } }
    return sum.map { $0 / Float(vectors.count) }
  }
}

/// A text after everything that looks at its words has looked.
struct SeenText: Sendable {
  let features: TextFeatures
  /// Its meaning by a model pack, where there is one.
  let vector: [Float]?
  /// Codes whose cues were found, and how often.
  let cues: [(code: Int, finds: Int)]
  /// How like it is to the description of each code; empty without a model pack.
  var likeness: [Float] = []
}

/// The codes of which something is believed before anything was learned, each in the order of its finder.
struct Beliefs: Equatable, Sendable {
  /// Those that cues were sought for.
  let cues: [String]
  /// Those whose descriptions were compared with.
  let described: [String]

  /// All of them.
  var codes: [String] { cues + described }

  init(_ cues: CueFinder?, _ described: DescribedCodes?) {
    (self.cues, self.described) = (cues?.codes ?? [], described?.codes ?? [])
  }
}
