// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Turns margins into probabilities.
package enum Softmax {
  /// Shares that sum to 1; larger margins get more.
  package static func of(_ margins: [Float]) -> [Float] {
    let largest = margins.max() ?? 0
    let powers = margins.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
