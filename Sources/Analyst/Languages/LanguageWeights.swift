// SPDX-License-Identifier: Apache-2.0

/// What was learned of each variant: one number for each place of ``LetterRows``.
///
/// The file: lines of text about its source, a line `weights STEP SHARPNESS`, a line with the variants' names
/// one space apart, an empty line, then 2^15 signed bytes for each variant in turn. A weight is its
/// byte times STEP.
package struct LanguageWeights: Sendable {
  private static let variants = LanguageVariant.allCases.count

  /// By place, then by variant.
  private let weights: [Int8]
  private let step: Float
  private let sharpness: Float

  /// Takes trained weights, by variant and then by place, and makes them small.
  package init(_ trained: [[Float]], sharpness: Float) {
    let largest = trained.joined().reduce(0) { max($0, abs($1)) }
    let step = max(largest, .leastNormalMagnitude) / 127
    var weights = [Int8](repeating: 0, count: LetterRows.places * Self.variants)
    for (variant, row) in trained.enumerated() {
      for (place, weight) in row.enumerated() {
        weights[place * Self.variants + variant] = Int8((weight / step).rounded())
      }
    }
    (self.weights, self.step, self.sharpness) = (weights, step, sharpness)
  }

  /// Reads the file.
  package init(file: [UInt8]) throws(LanguagesError) {
    guard let end = Self.endOfHead(file) else { throw .unreadableWeights }
    let lines = String(decoding: file[..<end], as: UTF8.self).split(separator: "\n")
    let numbers = lines.dropLast().last?.split(separator: " ") ?? []
    guard lines.last.map(String.init) == Self.names, numbers.count == 3, numbers[0] == "weights",
      let step = Float(numbers[1]), let sharpness = Float(numbers[2]),
      file.count == end + 2 + LetterRows.places * Self.variants
    else { throw .unreadableWeights }
    var weights = [Int8](repeating: 0, count: LetterRows.places * Self.variants)
    for (index, byte) in file[(end + 2)...].enumerated() {
      let (variant, place) = index.quotientAndRemainder(dividingBy: LetterRows.places)
      weights[place * Self.variants + variant] = Int8(bitPattern: byte)
    }
    (self.weights, self.step, self.sharpness) = (weights, step, sharpness)
  }

  /// The file's bytes; `source` is what is said of where the weights come from.
  package func file(source: [String]) -> [UInt8] {
    let head = source + ["weights \(step) \(sharpness)", Self.names]
    var bytes = Array((head.joined(separator: "\n") + "\n\n").utf8)
    for variant in 0..<Self.variants {
      for place in 0..<LetterRows.places {
        bytes.append(UInt8(bitPattern: weights[place * Self.variants + variant]))
      }
    }
    return bytes
  }

  /// How probable each variant is, in the order of ``LanguageVariant``; all alike where there are no letters.
  package func probabilities(_ rows: LetterRows) -> [Float] {
    var sums = [Int32](repeating: 0, count: Self.variants)
    for place in rows.rows {
      let first = Int(place) * Self.variants
      for variant in 0..<Self.variants { sums[variant] += Int32(weights[first + variant]) }
    }
    let scale = step * sharpness / Float(max(1, rows.rows.count)).squareRoot()
    return Softmax.of(sums.map { Float($0) * scale })
  }

  private static let names = LanguageVariant.allCases.map(\.rawValue).joined(separator: " ")

  private static func endOfHead(_ file: [UInt8]) -> Int? {
    let newline = UInt8(ascii: "\n")
    return file.indices.dropLast().prefix(4_096).first {
      file[$0] == newline && file[$0 + 1] == newline
    }
  }
}
