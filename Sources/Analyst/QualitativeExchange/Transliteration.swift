// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes a name in small Latin letters, for ids only.
enum Transliteration {
  static func latin(_ text: String) -> String {
    let latin = text.applyingTransform(.toLatin, reverse: false) ?? text
    return (latin.applyingTransform(.stripCombiningMarks, reverse: false) ?? latin).lowercased()
  }
}
