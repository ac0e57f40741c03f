// SPDX-License-Identifier: Apache-2.0

/// The weights of all codes, those of one column beside each other: a text is judged in one walk.
struct WeightTable: Sendable {
  private let codes: Int
  private let table: [Float]

  init(_ weights: [[Float]], width: Int) {
    codes = weights.count
    var table = [Float](repeating: 0, count: width * weights.count)
    for (code, weights) in weights.enumerated() {
      for column in 0..<width { table[column * codes + code] = weights[column] }
    }
    self.table = table
  }

  func weight(_ column: Int, of code: Int) -> Float { table[column * codes + code] }

  func margins(of row: [(place: UInt32, weight: Float)]) -> [Float] {
    var margins = [Float](repeating: 0, count: codes)
    margins.withUnsafeMutableBufferPointer { margins in
      table.withUnsafeBufferPointer { table in
        for (place, weight) in row {
          let first = Int(place) * codes
          for code in 0..<codes { margins[code] += weight * table[first + code] }
        }
      }
    }
    return margins
  }
}
