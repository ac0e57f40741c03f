// SPDX-License-Identifier: Apache-2.0

extension [Float] {
  /// The sum of products, eight at a time; what only one of the two has counts as nothing.
  func dot(_ other: [Float]) -> Float {
    withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { two in
        var sums = SIMD8<Float>.zero
        let count = Swift.min(one.count, two.count)
        let whole = count & ~7
        for start in stride(from: 0, to: whole, by: 8) {
          let left = UnsafeRawPointer(one.baseAddress.unsafelyUnwrapped + start)
          let right = UnsafeRawPointer(two.baseAddress.unsafelyUnwrapped + start)
          sums.addProduct(
            left.loadUnaligned(as: SIMD8<Float>.self), right.loadUnaligned(as: SIMD8<Float>.self))
        }
        return (whole..<count).reduce(sums.sum()) { $0 + one[$1] * two[$1] }
      }
    }
  }

  /// Adds another vector, so many times.
  mutating func add(_ other: [Float], times factor: Float) {
    withUnsafeMutableBufferPointer { mine in
      other.withUnsafeBufferPointer { theirs in
        for index in 0..<Swift.min(mine.count, theirs.count) {
          mine[index] += factor * theirs[index]
        }
      }
    }
  }

  /// The same direction, one long; zeros stay.
  var unit: [Float] {
    let length = dot(self).squareRoot()
    return length > 1e-9 ? map { $0 / length } : self
  }
}

extension [[Float]] {
  /// Without what all have in common, each one long again.
  ///
  /// Sentence vectors of one model lie in a narrow cone; their differences only show once its middle is taken away.
  var centred: [[Float]] {
    guard let width = first?.count, count > 1 else { return self }
    var sum = [Float](repeating: 0, count: width)
    for vector in self { sum.add(vector, times: 1) }
    return map { vector in
      var moved = vector
      moved.add(sum, times: -1 / Float(count))
      return moved.unit
    }
  }
}
