// SPDX-License-Identifier: Apache-2.0

import TerminalScreen

/// Draws a page of answers into a part of the screen, and keeps the reader's place in sight.
struct PageView: Sendable {
  /// How a piece of text looks.
  struct Look {
    var style: (Passage) -> TextStyle = { _ in [] }
    var isHidden: (Passage) -> Bool = { _ in false }
    /// Up to three signs beside a line.
    var margin: (Passage) -> String = { _ in "" }
  }

  /// Columns left of the text: the reader's place and the signs.
  static let marginWidth = 5
  private var top = 0
  private var height = 1
  private var isTurned = false
  /// Whether there is more below.
  private(set) var hasMore = false

  /// Draws lines `area` of the frame.
  mutating func draw(
    _ page: PageText, focus: Passage?, _ look: Look, on frame: inout Frame, lines area: Range<Int>,
    width: Int
  ) {
    let lines = page.lines(width: max(8, width - Self.marginWidth - 1))
    let touched = lines.indices.filter { index in
      guard let focus, let passage = page.passage(of: lines[index]) else { return false }
      return passage.overlaps(focus)
    }
    height = area.count
    scroll(to: isTurned ? [] : touched, count: lines.count)
    for (offset, row) in area.enumerated() where top + offset < lines.count {
      let index = top + offset
      let isHere = touched.contains(index)
      frame.put(
        Self.line(lines[index], page, look, isHere: isHere, width), line: row, width: width)
    }
  }

  /// Goes on or back by most of what is in sight, and stays there until ``follow()``.
  mutating func turn(_ direction: Int) {
    top += direction * max(1, height - 1)
    isTurned = true
  }

  /// Keeps the reader's place in sight again.
  mutating func follow() { isTurned = false }

  private mutating func scroll(to lines: [Int], count: Int) {
    if let first = lines.first, let last = lines.last {
      // The heading above the first line comes into sight too.
      if first - 1 < top { top = max(0, first - 1) }
      if last + 2 > top + height { top = last + 2 - height }
      if first < top { top = first }
    }
    top = max(0, min(top, count - height))
    hasMore = top + height < count
  }

  private static func line(
    _ line: PageText.Line, _ page: PageText, _ look: Look, isHere: Bool, _ width: Int
  ) -> StyledText {
    switch line {
    case .blank: return StyledText()
    case .heading(let answer): return StyledText(page.answers[answer].heading, .bold)
    case .note(let note):
      return StyledText(String(repeating: " ", count: marginWidth) + note, .faint)
    case .text(let answer, let cells):
      let signs = page.passage(of: line).map(look.margin) ?? ""
      var text = StyledText(isHere ? "›" : " ", .bold)
      text.append(StyledText(signs).filled(to: marginWidth - 1))
      for cell in page.cells(of: answer)[cells] {
        draw(cell, Passage(answer: answer, range: cell.scalars), look, on: &text)
      }
      return text
    }
  }

  private static func draw(
    _ cell: Cell, _ passage: Passage, _ look: Look, on text: inout StyledText
  ) {
    let style = look.style(passage)
    guard look.isHidden(passage), cell.role == .ink else { return text.append(cell, style) }
    text.append(String(repeating: "░", count: cell.width), style)
  }
}
