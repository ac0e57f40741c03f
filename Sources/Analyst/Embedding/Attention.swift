// SPDX-License-Identifier: Apache-2.0

/// Mixes what the tokens of one window say, each by how much it asks for the others.
struct Attention: Sendable {
  private typealias Rows = UnsafeBufferPointer<SIMD4<Float>>

  let heads, headWidth: Int

  /// Rows are mixed within their window only.
  func mix(
    questions: [SIMD4<Float>], keys: [SIMD4<Float>], values: [SIMD4<Float>], windows: [Range<Int>]
  ) -> [SIMD4<Float>] {
    var mixed = [SIMD4<Float>](repeating: .zero, count: questions.count)
    let longest = windows.reduce(0) { max($0, $1.count) }
    var weights = [SIMD4<Float>](repeating: .zero, count: (longest + 3) / 4)
    mixed.withUnsafeMutableBufferPointer { mixed in
      questions.withUnsafeBufferPointer { questions in
        keys.withUnsafeBufferPointer { keys in
          values.withUnsafeBufferPointer { values in
            for window in windows {
              mix(window, questions, keys, values, &weights, &mixed)
            }
          }
        }
      }
    }
    return mixed
  }

  private func mix(
    _ window: Range<Int>, _ questions: Rows, _ keys: Rows, _ values: Rows,
    _ weights: inout [SIMD4<Float>], _ mixed: inout UnsafeMutableBufferPointer<SIMD4<Float>>
  ) {
    weights.withUnsafeMutableBufferPointer { fours in
      fours.withMemoryRebound(to: Float.self) { weights in
        for row in window {
          for head in 0..<heads {
            let all = weigh(questions, keys, row, window, head, weights, fours)
            add(values, window, head, weights, 1 / all, to: &mixed, row)
          }
        }
      }
    }
  }

  private var fours: Int { headWidth / 4 }

  @inline(__always)
  private func place(_ row: Int, _ head: Int) -> Int { (row &* heads &+ head) &* fours }

  /// How much a row asks for each of its window; gives the sum.
  @inline(__always)
  private func weigh(
    _ questions: Rows, _ keys: Rows, _ row: Int, _ window: Range<Int>, _ head: Int,
    _ weights: UnsafeMutableBufferPointer<Float>, _ fours: UnsafeMutableBufferPointer<SIMD4<Float>>
  ) -> Float {
    let scale = 1 / Float(headWidth).squareRoot()
    let question = place(row, head)
    var largest = -Float.greatestFiniteMagnitude
    for index in 0..<window.count {
      let key = place(window.lowerBound &+ index, head)
      var sum = SIMD4<Float>.zero
      for four in 0..<self.fours { sum += questions[question &+ four] * keys[key &+ four] }
      let weight = sum.sum() * scale
      weights[index] = weight
      if weight > largest { largest = weight }
    }
    let used = (window.count &+ 3) / 4
    for index in window.count..<(used &* 4) { weights[index] = -.greatestFiniteMagnitude }
    var all = SIMD4<Float>.zero
    for four in 0..<used {
      fours[four] = Exponential.value(fours[four] - largest)
      all += fours[four]
    }
    return all.sum()
  }

  @inline(__always)
  private func add(
    _ values: Rows, _ window: Range<Int>, _ head: Int, _ weights: UnsafeMutableBufferPointer<Float>,
    _ share: Float, to mixed: inout UnsafeMutableBufferPointer<SIMD4<Float>>, _ row: Int
  ) {
    let target = place(row, head)
    for index in 0..<window.count {
      let value = place(window.lowerBound &+ index, head)
      let weight = weights[index] * share
      for four in 0..<fours { mixed[target &+ four] += values[value &+ four] * weight }
    }
  }
}

/// e to a power that is not above 0, four at a time; off by less than 0.000002 of the value.
enum Exponential {
  @inline(__always)
  static func value(_ power: SIMD4<Float>) -> SIMD4<Float> {
    let x = power.clamped(lowerBound: .init(repeating: -87), upperBound: .zero)
    // Whole powers of two go into the exponent's bits; the polynomial (Cephes) does the rest.
    let rounder = SIMD4<Float>(repeating: 0x1.8p23)
    let shifted = x * 1.442_695_04 + rounder
    let whole = shifted - rounder
    let rest = x - whole * 0.693_359_375 + whole * 2.121_944_4e-4
    var sum = SIMD4<Float>(repeating: 1.987_569_15e-4)
    sum = sum * rest + 1.398_199_95e-3
    sum = sum * rest + 8.333_451_9e-3
    sum = sum * rest + 4.166_579_6e-2
    sum = sum * rest + 0.166_666_65
    sum = sum * rest + 0.5
    let bits = unsafeBitCast(shifted, to: SIMD4<Int32>.self) &<< 23
    let power = unsafeBitCast(bits &+ 0x3f80_0000, to: SIMD4<Float>.self)
    return (sum * rest * rest + rest + 1) * power
  }
}
