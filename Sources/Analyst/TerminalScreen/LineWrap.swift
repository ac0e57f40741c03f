// SPDX-License-Identifier: Apache-2.0

extension ShownText {
  /// The cells of each line when the text is broken between words.
  ///
  /// A word longer than a line is broken where the line ends. Spaces at a line's end are in no line.
  /// - Parameter width: the columns of a line, at least the width of the widest cell.
  /// - Returns: one range of cells for each line, in order.
  public func lines(width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var paragraph = 0
    for index in cells.indices where cells[index].role == .lineEnd {
      lines += wrapped(paragraph..<index, width)
      paragraph = index + 1
    }
    return lines + wrapped(paragraph..<cells.count, width)
  }

  private func wrapped(_ paragraph: Range<Int>, _ width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = paragraph.lowerBound
    while let end = lineEnd(from: start, in: paragraph, width) {
      lines.append(trimmed(start..<end))
      start = skippingSpaces(end, in: paragraph)
    }
    let last = trimmed(start..<paragraph.upperBound)
    return lines.isEmpty || !last.isEmpty ? lines + [last] : lines
  }

  /// Where a line that begins here has to end, or nil when the rest fits.
  private func lineEnd(from start: Int, in paragraph: Range<Int>, _ width: Int) -> Int? {
    var (used, lastBreak) = (0, start)
    for index in start..<paragraph.upperBound {
      let cell = cells[index]
      if cell.role == .space, index > start { lastBreak = index }
      used += cell.width
      guard used > width, cell.role == .ink else { continue }
      return lastBreak > start ? lastBreak : max(index, start + 1)
    }
    return nil
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, cells[end - 1].role == .space { end -= 1 }
    return line.lowerBound..<end
  }

  private func skippingSpaces(_ index: Int, in paragraph: Range<Int>) -> Int {
    var index = index
    while index < paragraph.upperBound, cells[index].role == .space { index += 1 }
    return index
  }
}
