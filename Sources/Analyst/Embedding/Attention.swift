// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Mixes what the tokens of one window say, each by how much it asks for the others.
struct Attention: Sendable {
  let heads, headWidth: Int

  /// Rows are mixed within their window only.
  func mix(
    questions: [SIMD4<Float>], keys: [SIMD4<Float>], values: [SIMD4<Float>], windows: [Range<Int>]
  ) -> [SIMD4<Float>] {
    var mixed = [SIMD4<Float>](repeating: .zero, count: questions.count)
    for window in windows {
      var weights = [Float](repeating: 0, count: window.count)
      for row in window {
        for head in 0..<heads {
          weigh(questions, keys, row, window, head, &weights)
          add(values, window, head, weights, to: &mixed, row)
        }
      }
    }
    return mixed
  }

  private var fours: Int { headWidth / 4 }

  private func place(_ row: Int, _ head: Int) -> Int { (row &* heads &+ head) &* fours }

  private func weigh(
    _ questions: [SIMD4<Float>], _ keys: [SIMD4<Float>], _ row: Int, _ window: Range<Int>,
    _ head: Int, _ weights: inout [Float]
  ) {
    let scale = 1 / Float(headWidth).squareRoot()
    let question = place(row, head)
    for (index, other) in window.enumerated() {
      let key = place(other, head)
      var sum = SIMD4<Float>.zero
      for four in 0..<fours { sum += questions[question &+ four] * keys[key &+ four] }
      weights[index] = sum.sum() * scale
    }
    let largest = weights.max() ?? 0
    var all: Float = 0
    for index in weights.indices {
      weights[index] = expf(weights[index] - largest)
      all += weights[index]
    }
    for index in weights.indices { weights[index] /= all }
  }

  private func add(
    _ values: [SIMD4<Float>], _ window: Range<Int>, _ head: Int, _ weights: [Float],
    to mixed: inout [SIMD4<Float>], _ row: Int
  ) {
    let target = place(row, head)
    for (index, other) in window.enumerated() {
      let value = place(other, head)
      for four in 0..<fours { mixed[target &+ four] += values[value &+ four] * weights[index] }
    }
  }
}
