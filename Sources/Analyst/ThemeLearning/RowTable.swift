// SPDX-License-Identifier: Apache-2.0

/// Texts as a model sees them: each a row with few of many places filled, all rows one after another.
///
/// Rows are walked without a check of each place, so only one feature space can fill a table: every
/// place is below ``width``, and weights for it are made that long.
struct RowTable: Sendable {
  /// So many weights belong to the rows.
  let width: Int
  private var starts: [Int] = [0]
  private var places: [UInt32] = []
  private var weights: [Float] = []

  var count: Int { starts.count - 1 }

  init(_ texts: [SeenText], in space: FeatureSpace) {
    width = space.width
    for row in texts.inParallel({ space.row($0) }) { append(row) }
  }

  private mutating func append(_ row: [(place: UInt32, weight: Float)]) {
    for (place, weight) in row {
      places.append(place)
      weights.append(weight)
    }
    starts.append(places.count)
  }

  /// The square of each row's length.
  var squares: [Double] {
    (0..<count).map { row in
      weights[starts[row]..<starts[row + 1]].reduce(0) { $0 + Double($1) * Double($1) }
    }
  }

  func dot(_ row: Int, _ dense: UnsafeMutableBufferPointer<Float>) -> Float {
    places.withUnsafeBufferPointer { places in
      weights.withUnsafeBufferPointer { weights in
        var sum: Float = 0
        for index in starts[row]..<starts[row + 1] {
          sum += dense[Int(places[index])] * weights[index]
        }
        return sum
      }
    }
  }

  func add(_ row: Int, to dense: UnsafeMutableBufferPointer<Float>, times factor: Float) {
    places.withUnsafeBufferPointer { places in
      weights.withUnsafeBufferPointer { weights in
        for index in starts[row]..<starts[row + 1] {
          dense[Int(places[index])] += factor * weights[index]
        }
      }
    }
  }
}
