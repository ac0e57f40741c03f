// SPDX-License-Identifier: Apache-2.0

/// Words as they go to other programs: nothing in them moves a terminal's cursor or turns a line round.
enum PlainWords {
  /// The same number of code points, so that offsets hold.
  ///
  /// Controls but line ends become spaces, and so do what overrides the direction of writing (UAX 9, X1 to X8) and noncharacters.
  static func of(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { output.append(isPlain(scalar) ? scalar : " ") }
    return String(output)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n": true
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": false
    default:
      scalar.properties.generalCategory != .control && !scalar.properties.isNoncharacterCodePoint
    }
  }
}
