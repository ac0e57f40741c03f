// SPDX-License-Identifier: Apache-2.0

import CQREncode

/// A text as a square that a camera reads (ISO/IEC 18004).
public struct QRCode: Equatable, Sendable {
  /// Why there is no code of a text.
  public enum Failure: Error, Equatable, Sendable {
    /// The text is empty, holds a zero byte, or is longer than a code can hold.
    case badText
  }

  /// Dots that have to stay white on each side, or cameras do not find the square.
  public static let margin = 4

  /// How many dots a side has, without the margin.
  public let side: Int
  private let dark: [Bool]

  /// Makes the smallest code that can still be read when a quarter of it is creased or dirty.
  public init(_ text: String) throws(Failure) {
    guard !text.isEmpty, !text.utf8.contains(0),
      let code = QRcode_encodeString(text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1)
    else { throw .badText }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    // The lowest bit of each byte says black; the others are libqrencode's own notes.
    dark = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
  }

  /// Whether a dot is black; what lies outside is white.
  public func isDark(column: Int, row: Int) -> Bool {
    guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
    return dark[row * side + column]
  }

  /// The side in dots with the margin: the width and height of an SVG viewBox.
  public var sideWithMargin: Int { side + 2 * Self.margin }

  /// The black dots as the path of an SVG, one stroke of height 1 for each run of dots.
  public var path: String {
    var path = ""
    for row in 0..<side {
      var column = 0
      while column < side {
        let start = column
        while isDark(column: column, row: row) { column += 1 }
        let run = column - start
        if run > 0 { path += "M\(start + Self.margin) \(row + Self.margin)h\(run)v1h-\(run)z" }
        column += 1
      }
    }
    return path
  }
}
