// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import TerminalScreen
import ThematicCoding

/// Finds a theme by part of its name.
struct ThemePicker: Equatable, Sendable {
  /// What pressing a key came to.
  enum Outcome: Equatable {
    case typing
    case picked(String)
    case cancelled
  }

  private(set) var input = LineInput(most: 60)
  private var row = 0

  mutating func press(_ key: Key, _ shelf: ThemeShelf) -> Outcome {
    let found = shelf.matches(input.text)
    switch key {
    case .up: row = max(0, row - 1)
    case .down: row = min(max(0, found.count - 1), row + 1)
    default:
      switch input.press(key) {
      case .cancelled: return .cancelled
      case .done:
        guard found.indices.contains(row) else { return .typing }
        return .picked(found[row].id)
      case .typing: row = min(row, max(0, shelf.matches(input.text).count - 1))
      }
    }
    return .typing
  }

  func draw(_ shelf: ThemeShelf, about passage: String?, on frame: inout Frame) {
    let size = frame.size
    let shown = input.shown(prompt: "Theme: ", width: size.width)
    frame.put(shown.text, line: 0)
    frame.cursor = (0, shown.cursor)
    if let passage { frame.put(StyledText("for “\(passage)”", .faint), line: 1) }
    let found = shelf.matches(input.text)
    let room = max(1, size.height - 9)
    let first = max(0, min(row - room / 2, found.count - room))
    for (line, theme) in found.enumerated().dropFirst(first).prefix(room) {
      let text = StyledText((line == row ? "› " : "  ") + theme.name[shelf.language])
      frame.put(
        line == row ? StyledText(text.plain, .reversed) : text, line: 3 + line - first)
    }
    if found.isEmpty { frame.put(StyledText("  no theme has this in its name"), line: 3) }
    drawDefinition(found.indices.contains(row) ? found[row] : nil, on: &frame)
    frame.put(
      StyledText("type part of a name   ↑↓ choose   Enter take   Esc back"), line: size.height - 1)
  }

  private func drawDefinition(_ theme: Theme?, on frame: inout Frame) {
    guard let theme else { return }
    let shown = ShownText(theme.definition)
    for (row, line) in shown.lines(width: frame.size.width - 2).prefix(4).enumerated() {
      var text = StyledText()
      for cell in shown.cells[line] { text.append(cell) }
      frame.put(text, line: frame.size.height - 6 + row, column: 1)
    }
  }
}

extension Overlay {
  /// A theme's definition and examples.
  init(_ theme: Theme, _ shelf: ThemeShelf) {
    self.init(
      title: theme.name[shelf.language],
      paragraphs: [theme.definition, "", "Belongs here:"] + theme.include.map { "  + " + $0 }
        + ["", "Does not:"] + theme.exclude.map { "  - " + $0 },
      keys: "any key: back")
  }
}
