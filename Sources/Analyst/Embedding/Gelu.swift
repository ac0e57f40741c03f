// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The bend between two matrices: x times the share of a normal distribution below x.
enum Gelu {
  static func apply(to rows: inout [SIMD4<Float>]) {
    for place in rows.indices {
      for lane in 0..<4 { rows[place][lane] = value(rows[place][lane]) }
    }
  }

  static func value(_ x: Float) -> Float { 0.5 * x * (1 + erff(x * 0.707_106_78)) }
}
