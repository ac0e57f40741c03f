// SPDX-License-Identifier: Apache-2.0

/// How large a terminal is.
public struct ScreenSize: Equatable, Sendable {
  /// Columns.
  public let width: Int
  /// Lines.
  public let height: Int

  /// So many columns and lines.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Whether there is room to read: 40 columns and 10 lines.
  public var isEnough: Bool { width >= 40 && height >= 10 }
}

/// One picture of the whole terminal.
public struct Frame: Equatable, Sendable {
  /// A piece of a line that starts at a column, counted from 0.
  public struct Piece: Equatable, Sendable {
    let column: Int
    let text: StyledText
  }

  /// How large it is.
  public let size: ScreenSize
  /// The pieces of each line; as many lines as the terminal has.
  public private(set) var lines: [[Piece]]
  /// Where somebody types, or nil: then no cursor is shown.
  public var cursor: (line: Int, column: Int)?

  /// An empty picture.
  public init(_ size: ScreenSize) {
    self.size = size
    lines = Array(repeating: [], count: max(0, size.height))
  }

  /// Puts text on a line; what does not fit is cut, what lies outside is left out.
  public mutating func put(_ text: StyledText, line: Int, column: Int = 0, width: Int? = nil) {
    guard lines.indices.contains(line), (0..<size.width).contains(column) else { return }
    let room = min(width ?? size.width, size.width - column)
    lines[line].append(Piece(column: column, text: text.cut(to: room)))
  }

  /// The words of a line as they would be seen, for tests.
  public func text(ofLine line: Int) -> String {
    var (shown, width) = ("", 0)
    for piece in lines[line].sorted(by: { $0.column < $1.column }) {
      shown += String(repeating: " ", count: max(0, piece.column - width)) + piece.text.plain
      width = max(width, piece.column) + piece.text.width
    }
    return shown
  }

  /// All lines as they would be seen, for tests.
  public var text: String {
    lines.indices.map(text(ofLine:)).joined(separator: "\n")
  }

  /// Whether both would look the same.
  public static func == (one: Frame, other: Frame) -> Bool {
    one.size == other.size && one.lines == other.lines
      && one.cursor?.line == other.cursor?.line && one.cursor?.column == other.cursor?.column
  }
}

/// Turns pictures into what a terminal has to be sent: only the lines that changed.
///
/// Every piece is placed by its column, so that a terminal which draws a sign wider than expected
/// spoils that piece alone.
public struct FramePainter: Sendable {
  private var shown: Frame?

  /// Nothing is on the terminal yet.
  public init() {}

  /// Forgets what was shown, as after a resize: the next picture is drawn whole.
  public mutating func forget() { shown = nil }

  /// The bytes, as text, that turn the picture before into this one (ECMA-48); none where nothing changed.
  public mutating func paint(_ frame: Frame) -> String {
    if shown == frame { return "" }
    let known = shown?.size == frame.size ? shown : nil
    var output = "\u{1B}[?25l" + (known == nil ? "\u{1B}[0m\u{1B}[2J" : "")
    for index in frame.lines.indices where known?.lines[index] != frame.lines[index] {
      output += Self.line(index, frame.lines[index], isNew: known == nil)
    }
    if let cursor = frame.cursor {
      output += "\u{1B}[\(cursor.line + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    shown = frame
    return output
  }

  private static func line(_ index: Int, _ pieces: [Frame.Piece], isNew: Bool) -> String {
    var output = isNew ? "" : "\u{1B}[\(index + 1);1H\u{1B}[0m\u{1B}[2K"
    for piece in pieces where piece.text.width > 0 {
      output += "\u{1B}[\(index + 1);\(piece.column + 1)H"
      for run in piece.text.runs { output += run.style.sequence + run.text }
      output += "\u{1B}[0m"
    }
    return output
  }
}
