// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
  var isPlainDigit: Bool { value >= 0x30 && value <= 0x39 }

  var isPlainLetter: Bool {
    switch value {
    case 0x61...0x7A, 0x430...0x45F: true
    case 0..<0x80: false
    default: properties.isAlphabetic
    }
  }
}
