// SPDX-License-Identifier: Apache-2.0

import TerminalScreen

/// A page of plain paragraphs over the whole screen: help, a warning, a definition.
struct Overlay: Sendable {
  let title: String
  let paragraphs: [String]
  /// What to press, at the bottom.
  var keys: String

  func draw(on frame: inout Frame, from first: Int = 0) {
    let size = frame.size
    frame.put(StyledText(title, .bold), line: 0)
    let width = max(8, size.width - 2)
    let lines = paragraphs.flatMap { Self.lines(of: $0, width) }
    let room = max(1, size.height - 4)
    let start = max(0, min(first, lines.count - room))
    for (row, line) in lines.dropFirst(start).prefix(room).enumerated() {
      frame.put(line, line: row + 2, column: 1)
    }
    let more = start + room < lines.count ? "↓ more   " : ""
    frame.put(StyledText(more + keys), line: size.height - 1)
  }

  /// A paragraph as lines; what follows a key and a gap stays right of the gap.
  private static func lines(of paragraph: String, _ width: Int) -> [StyledText] {
    let indent = hang(paragraph, width)
    let shown = ShownText(String(paragraph.dropFirst(indent)))
    return shown.lines(width: width - indent).enumerated().map { row, line in
      var text = StyledText(
        row == 0 ? String(paragraph.prefix(indent)) : String(repeating: " ", count: indent))
      for cell in shown.cells[line] { text.append(cell) }
      return text
    }
  }

  /// Where the words after a key and a gap of two spaces or more begin; 0 where there is no gap.
  private static func hang(_ paragraph: String, _ width: Int) -> Int {
    guard let gap = paragraph.firstRange(of: /\S\s{2,}(?=\S)/) else { return 0 }
    let indent = paragraph.distance(from: paragraph.startIndex, to: gap.upperBound)
    return indent <= 16 && width >= indent + 24 ? indent : 0
  }

  /// What is shown where there is no room.
  static func tooSmall(_ size: ScreenSize) -> Frame {
    var frame = Frame(size)
    frame.put(StyledText("Make this window larger:"), line: 0)
    frame.put(StyledText("40 by 10 at least."), line: 1)
    frame.put(StyledText("q leaves."), line: 2)
    return frame
  }
}
