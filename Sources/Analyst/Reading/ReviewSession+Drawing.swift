// SPDX-License-Identifier: Apache-2.0

import Redaction
public import TerminalScreen

/// How a testimony under review looks.
extension ReviewSession {
  /// Draws itself.
  public mutating func frame(_ size: ScreenSize) -> Frame {
    guard size.isEnough else { return Overlay.tooSmall(size) }
    var frame = Frame(size)
    switch mode {
    case .warning:
      var warning = Overlay.warning(title, blur)
      warning.keys = "Enter read on   N leave for another day   q leave"
      if size.width < 60 { warning.keys = "Enter read on  N later  q leave" }
      warning.draw(on: &frame)
    case .help(let top):
      Overlay(
        title: "Redacting", paragraphs: HelpText.redacting, keys: "↑↓ scroll   any other key: back"
      )
      .draw(on: &frame, from: top)
    case .preview:
      Overlay(title: "As it will be read", paragraphs: preview, keys: "any key: back").draw(
        on: &frame)
    case .walking, .adding, .search, .choosingKind, .extent: drawDesk(on: &frame)
    }
    return frame
  }

  private var preview: [String] {
    page.answers.indices.flatMap { answer in
      [
        page.answers[answer].heading,
        blur.hidesSomething ? "░░░ press b first" : redacted(answer).text, "",
      ]
    }
  }

  private mutating func drawDesk(on frame: inout Frame) {
    let size = frame.size
    var header = StyledText(title, .bold)
    header.append("  " + progress, .bold)
    frame.put(header, line: 0)
    let bottom = size.height - 5
    view.draw(page, focus: focus, look, on: &frame, lines: 2..<bottom, width: size.width)
    frame.put(StyledText(String(repeating: "─", count: size.width), .faint), line: bottom)
    drawItem(on: &frame, line: bottom + 1)
    guard case .search(let input) = mode else {
      return frame.put(StyledText(notice.isEmpty ? keys(size) : notice), line: size.height - 1)
    }
    let shown = input.shown(prompt: "search: ", width: size.width)
    frame.put(shown.text, line: size.height - 1)
    frame.cursor = (size.height - 1, shown.cursor)
  }

  /// How far the reviewer is with this testimony.
  private var progress: String {
    let (unseen, unglanced) = (unseen, unglanced)
    if unseen > 0 { return "\(unseen) to look at" }
    if unglanced > 0 { return "\(unglanced) worth a glance, to look at" }
    return hasDoubt || owesGlances ? "all looked at" : "nothing doubtful"
  }

  private var focus: Passage? {
    switch mode {
    case .adding: cursor.selection ?? cursor.place
    case .extent(let range, _): item.map { Passage(answer: $0.passage.answer, range: range) }
    case .choosingKind(let passage, _): passage
    default: item?.passage
    }
  }

  private var look: PageView.Look {
    let (blur, focus, items) = (blur, focus, items)
    let signs = items.map { item in
      item.isPointed ? "·" : item.isKept ? "-" : item.isAdded ? "+" : isSeen(item) ? " " : "?"
    }
    var look = PageView.Look()
    look.isHidden = { blur.hides($0) }
    look.style = { piece in
      var style: TextStyle = []
      if items.contains(where: { !$0.isKept && $0.passage.overlaps(piece) }) {
        style.insert(.underlined)
      }
      if focus?.overlaps(piece) == true { style.insert(.reversed) }
      return style
    }
    look.margin = { line in
      let here = zip(items, signs).filter { $0.0.passage.overlaps(line) }.map(\.1)
      return String(Set(here).subtracting([" "]).sorted().joined().prefix(3))
    }
    return look
  }

  /// What would stand in the place of the words, and why; three lines.
  private func drawItem(on frame: inout Frame, line: Int) {
    switch mode {
    case .adding:
      frame.put(
        StyledText("Hide more: arrows move, space selects several words, Enter takes them"),
        line: line)
    case .choosingKind:
      let kinds = Self.kinds.map { "\($0.letter) \($0.kind.rawValue)" }.joined(separator: "   ")
      let shown = ShownText(kinds)
      for (row, cells) in shown.lines(width: frame.size.width).prefix(3).enumerated() {
        var text = StyledText()
        for cell in shown.cells[cells] { text.append(cell) }
        frame.put(text, line: line + row)
      }
    default: drawMark(on: &frame, line: line)
    }
  }

  private func drawMark(on frame: inout Frame, line: Int) {
    guard let item else {
      frame.put(StyledText("nothing is marked here; + hides words"), line: line)
      return
    }
    let focus = focus ?? item.passage
    let words = blur.hides(focus) ? "░░░" : page.text(of: focus)
    var text = StyledText("\(current + 1) of \(items.count)  ")
    text.append("“\(words)”", .bold)
    text.append(item.isKept ? "  stays in the text" : "  →  \(item.mark.replacement)", .bold)
    frame.put(text, line: line)
    frame.put(StyledText(why(item), .faint), line: line + 1)
  }

  private func why(_ item: ReviewItem) -> String {
    if item.isAdded { return "added by you" }
    if item.isPointed { return "nothing is taken out here; worth a glance: y takes it out" }
    let doubt = item.mark.certainty == .doubtful ? "doubtful" : "sure"
    let seen = isSeen(item) ? ", looked at" : ""
    // Most rules are called by what they look for; this one has learned from texts.
    let rule = item.mark.rule == "tagger" ? "a likely name, by the words around it" : item.mark.rule
    return "\(doubt)\(seen); found as: \(rule)"
  }

  /// What can be pressed; on a narrow screen help and the way out are named before all else.
  private func keys(_ size: ScreenSize) -> String {
    guard size.width >= 78 else { return fewKeys }
    return switch mode {
    case .adding: "space select   Enter hide   / search on   Esc back"
    case .choosingKind: "what kind of words are these?   Esc back"
    case .extent(_, let movesStart):
      "←→ \(movesStart ? "the beginning" : "the end")   Tab the other   Enter take   Esc back"
    default: "y take out  n leave in  e extent  c kind  + hide more  u undo  ? help  q leave"
    }
  }

  /// The same in forty columns.
  private var fewKeys: String {
    switch mode {
    case .adding: "space select  Enter hide  Esc back"
    case .choosingKind: "what kind of words are these?   Esc back"
    case .extent(_, let movesStart):
      "←→ \(movesStart ? "start" : "end")  Tab other  Enter ok  Esc back"
    default: "? help  q leave  u undo  y out  n stays"
    }
  }
}
