// SPDX-License-Identifier: Apache-2.0

import TerminalScreen

/// Makes every character that could move the cursor, hide or reorder text visible as its number.
///
/// For text that is printed line by line; a full screen cuts it into cells, which do the same.
enum VisibleText {
  static func of(_ text: String) -> String {
    var visible = ""
    for scalar in text.unicodeScalars {
      let isSafe = scalar == "\n" || VisibleScalar.isSafe(scalar)
      visible += isSafe ? String(scalar) : VisibleScalar.number(of: scalar)
    }
    return visible
  }
}
