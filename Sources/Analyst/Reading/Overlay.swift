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
    let lines = paragraphs.flatMap { paragraph -> [StyledText] in
      let shown = ShownText(paragraph)
      return shown.lines(width: width).map { line in
        var text = StyledText()
        for cell in shown.cells[line] { text.append(cell) }
        return text
      }
    }
    let room = max(1, size.height - 4)
    let start = max(0, min(first, lines.count - room))
    for (row, line) in lines.dropFirst(start).prefix(room).enumerated() {
      frame.put(line, line: row + 2, column: 1)
    }
    let more = start + room < lines.count ? "↓ more   " : ""
    frame.put(StyledText(more + keys), line: size.height - 1)
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
