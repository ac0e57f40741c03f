// SPDX-License-Identifier: Apache-2.0

/// One text as a model sees it: few places out of many, each with a weight.
struct SparseRow: Sendable {
  private(set) var places: [UInt32] = []
  private(set) var weights: [Float] = []

  /// The square of the row's length.
  var square: Double { weights.reduce(0) { $0 + Double($1) * Double($1) } }

  mutating func add(_ place: UInt32, _ weight: Float) {
    places.append(place)
    weights.append(weight)
  }

  func dot(_ dense: [Float]) -> Float {
    dense.withUnsafeBufferPointer { dense in
      var sum: Float = 0
      for index in places.indices { sum += dense[Int(places[index])] * weights[index] }
      return sum
    }
  }

  func addTo(_ dense: inout [Float], times factor: Float) {
    dense.withUnsafeMutableBufferPointer { dense in
      for index in places.indices { dense[Int(places[index])] += factor * weights[index] }
    }
  }
}
