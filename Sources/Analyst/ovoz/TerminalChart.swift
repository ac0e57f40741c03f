// SPDX-License-Identifier: Apache-2.0

import CodeFigures

/// Draws figures with letters, for a terminal or for a screen reader's line by line.
enum TerminalChart {
  /// One bar, with its number behind it.
  static func bar(_ value: Int, of most: Int, width: Int) -> String {
    let eighths = most > 0 ? value * width * 8 / most : 0
    let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + blocks[eighths % 8]
  }

  /// A curve with its interval, highest row first.
  static func curve(_ points: [Saturation.Point], columns: Int, rows: Int) -> [String] {
    guard let last = points.last, last.high > 0 else { return [] }
    let width = min(columns, points.count)
    let shown = (0..<width).map { points[$0 * (points.count - 1) / max(1, width - 1)] }
    let step = Double(last.high) / Double(rows)
    let lines = (0..<rows).reversed().map { row in
      let (low, high) = (Double(row) * step, Double(row + 1) * step)
      let label = String(Int(high.rounded()))
      let cells = shown.map { cell($0, above: low, upTo: high) }.joined()
      return String(repeating: " ", count: max(0, 4 - label.count)) + "\(label) ┤\(cells)"
    }
    let end = String(last.testimonies)
    let gap = String(repeating: " ", count: max(1, width - 1 - end.count))
    return lines + ["     └" + String(repeating: "─", count: width), "      1\(gap)\(end)"]
  }

  private static func cell(_ point: Saturation.Point, above low: Double, upTo high: Double)
    -> String
  {
    if point.mean > low, point.mean <= high { return "●" }
    return Double(point.high) > low && Double(point.low) <= high ? "░" : " "
  }

  /// The number of testimonies that have both codes, in blocks that fit the screen.
  static func matrix(_ table: CodeTable, columns: Int) -> [String] {
    let codes = table.codes.indices.filter { table.count($0) > 0 }
    let nameWidth = 4 + (codes.map { table.codes[$0].count }.max() ?? 0)
    let cell = 5
    let fitting = max(1, (columns - nameWidth) / cell)
    return stride(from: 0, to: codes.count, by: fitting).flatMap { first -> [String] in
      let block = codes[first..<min(first + fitting, codes.count)]
      let head =
        String(repeating: " ", count: nameWidth)
        + block.indices.map { right(String($0 + 1), cell) }.joined()
      let lines = codes.enumerated().map { number, code in
        (right(String(number + 1), 3) + " " + table.codes[code]).padded(nameWidth)
          + block.map { right(String(table.count(code, with: $0)), cell) }.joined()
      }
      return (first > 0 ? [""] : []) + [head] + lines
    }
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
