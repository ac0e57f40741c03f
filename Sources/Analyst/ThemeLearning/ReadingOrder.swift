// SPDX-License-Identifier: Apache-2.0

import Foundation

/// In which order texts are best read, so that the tool learns most from the first ones.
///
/// Different ones first: each is the one that stands for most of what those before do not stand for (facility location;
/// Wei, Iyer and Bilmes, "Submodularity in data subset selection and active learning", 2015). Then those of which the model
/// is least sure, codes with few examples counting more; still never two alike in a row.
struct ReadingOrder {
  /// So many texts are read for being different before doubt counts.
  static let different = 100
  /// Rows are compared in so many numbers, which keep likeness (random projection).
  private static let numbers = 64

  /// So many texts, spread over all, stand for the rest when it is asked what a text stands for.
  private static let witnesses = 300

  private let sketches: [[Float]]
  private let witnesses: [[Float]]
  /// How well each of these is stood for by what was read, 0 to 1.
  private var stoodFor: [Float]
  /// For each text, at least what it would add to that.
  private var bounds: [Float]
  private let doubts: [Float]
  /// How like each text is to the most similar one already read, -1 to 1.
  private var nearest: [Float]
  private var left: [Int]

  /// Compares all texts with those already read.
  /// - Parameters:
  ///   - texts: those to be ordered.
  ///   - read: those that were read before.
  ///   - doubts: for each text how little the model knows of it; larger is worse.
  init(_ texts: [SeenText], read: [SeenText], doubts: [Float]) {
    let sketches = texts.inParallel { Self.sketch($0) }
    let known = read.inParallel { Self.sketch($0) }
    (self.sketches, self.doubts) = (sketches, doubts)
    left = Array(texts.indices)
    let step = max(1, texts.count / Self.witnesses)
    witnesses = stride(from: 0, to: texts.count, by: step).map { sketches[$0] }
    stoodFor = witnesses.inParallel { witness in
      known.reduce(0) { max($0, Self.likeness($1, witness)) }
    }
    bounds = texts.map { _ in .infinity }
    nearest = Array(texts.indices).inParallel { index in
      known.reduce(-1) { max($0, Self.likeness($1, sketches[index])) }
    }
  }

  /// The positions of the texts in the order of reading.
  mutating func all(alreadyRead: Int) -> [Int] { first(left.count, alreadyRead: alreadyRead) }

  /// The first of them.
  mutating func first(_ most: Int, alreadyRead: Int) -> [Int] {
    var order: [Int] = []
    while order.count < most, let next = choose(isEarly: alreadyRead + order.count < Self.different)
    {
      order.append(next)
      left.removeAll { $0 == next }
      for place in witnesses.indices {
        stoodFor[place] = max(stoodFor[place], Self.likeness(sketches[next], witnesses[place]))
      }
      for index in left {
        nearest[index] = max(nearest[index], Self.likeness(sketches[next], sketches[index]))
      }
    }
    return order
  }

  private mutating func choose(isEarly: Bool) -> Int? {
    isEarly ? mostGaining() : left.max { doubt($0) < doubt($1) }
  }

  /// What a text adds only shrinks as more is read, so that few have to be asked again each time.
  private mutating func mostGaining() -> Int? {
    while let best = left.max(by: { bounds[$0] < bounds[$1] }) {
      let gain = gain(best)
      guard gain < bounds[best] else { return best }
      bounds[best] = gain
    }
    return nil
  }

  /// How much more of all would be stood for.
  private func gain(_ index: Int) -> Float {
    witnesses.indices.reduce(Float(0)) { sum, place in
      sum + max(0, Self.likeness(sketches[index], witnesses[place]) - stoodFor[place])
    }
  }

  private func doubt(_ index: Int) -> Float {
    doubts[index] * (1 - max(0, nearest[index]) / 2)
  }

  private static func likeness(_ one: [Float], _ other: [Float]) -> Float {
    var sum: Float = 0
    for index in 0..<numbers { sum += one[index] * other[index] }
    return sum
  }

  /// A text's pieces, or its meaning where a pack gave one, in few numbers of length one.
  private static func sketch(_ text: SeenText) -> [Float] {
    var sketch = [Float](repeating: 0, count: numbers)
    if let vector = text.vector {
      for (place, value) in vector.enumerated() { add(UInt64(place), value, to: &sketch) }
    } else {
      let stems = text.features.counts[TextFeatures.Kind.stem.rawValue]
      for (place, times) in zip(stems.places, stems.times) {
        add(UInt64(place), 1 + log(times), to: &sketch)
      }
    }
    let length = sketch.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? sketch.map { $0 / length } : sketch
  }

  private static func add(_ place: UInt64, _ value: Float, to sketch: inout [Float]) {
    var random = SeededRandom(seed: place &+ 1)
    let signs = random.next()
    for number in 0..<numbers { sketch[number] += signs >> number & 1 == 0 ? value : -value }
  }
}

extension ThemeModel {
  /// How unsure the model is of each text, added up over its codes; a code with few examples counts more.
  func doubts(_ texts: [SeenText], _ known: [Set<String>]) -> [Float] {
    let counts = known.reduce(into: [String: Float]()) { counts, codes in
      for code in codes { counts[code, default: 0] += 1 }
    }
    let weights = codes.map { 1 / (1 + (counts[$0] ?? 0)).squareRoot() }
    let weight = Dictionary(uniqueKeysWithValues: zip(codes, weights))
    return texts.inParallel { text in
      self.judge(text).reduce(Float(0)) { sum, judged in
        let p = Float(judged.probability)
        return sum + p * (1 - p) * (weight[judged.code] ?? 0)
      }
    }
  }
}
