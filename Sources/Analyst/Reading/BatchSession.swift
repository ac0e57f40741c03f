// SPDX-License-Identifier: Apache-2.0

public import TerminalScreen

/// One testimony for which a theme is proposed, by the sentence that speaks for it.
public struct BatchLine: Sendable, CustomReflectable {
  /// Names the testimony, without words of it.
  public let label: String
  /// The redacted sentence, or what was ticked.
  public let words: String

  /// A line of a list.
  public init(label: String, words: String) { (self.label, self.words) = (label, words) }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Accepts one theme for several testimonies: each sentence is looked at and ticked by itself.
///
/// No key ticks a line that the reader is not at, or whose words she has not seen.
public struct BatchSession: ScreenSession, Sendable, CustomReflectable {
  /// What has to be done outside.
  public enum Effect: Equatable, Sendable {
    /// The theme is accepted for these lines.
    case accept([Int])
    /// What was accepted last for these lines is taken back.
    case takeBack([Int])
    /// The reader wants to stop.
    case leave
  }

  private let title: String
  private let lines: [BatchLine]
  private var hidden: Set<Int>
  private var ticked: Set<Int> = []
  private var accepted: [[Int]] = []
  private var row = 0
  private var notice = ""

  /// The lines of one theme.
  public init(title: String, lines: [BatchLine], distress: DistressList, blurs: Bool) {
    (self.title, self.lines) = (title, lines)
    hidden = Set(
      lines.indices.filter { blurs && !distress.subjects(in: lines[$0].words).isEmpty })
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Shows a sentence until the next key.
  public mutating func tell(_ notice: String) { self.notice = notice }

  /// Takes one key.
  public mutating func press(_ key: Key) -> [Effect] {
    notice = ""
    switch key.command {
    case .down, .character("j"): row = min(lines.count - 1, row + 1)
    case .up, .character("k"): row = max(0, row - 1)
    case .character(" "): tick()
    case .character("b"): hidden.remove(row)
    case .enter: return accept()
    case .character("u"): return takeBack()
    case .character("q"), .control("c"), .control("d"): return [.leave]
    default: break
    }
    return []
  }

  private mutating func tick() {
    guard !hidden.contains(row) else { return notice = "b shows the words first" }
    guard !isAccepted(row) else { return notice = "accepted already; u takes the last ones back" }
    if ticked.remove(row) == nil {
      ticked.insert(row)
      row = min(lines.count - 1, row + 1)
    }
  }

  private mutating func accept() -> [Effect] {
    guard !ticked.isEmpty else {
      notice = "nothing is ticked; space ticks the line that you are at"
      return []
    }
    let taken = ticked.sorted()
    accepted.append(taken)
    ticked = []
    notice = "accepted for \(taken.count); u takes them back"
    return [.accept(taken)]
  }

  private mutating func takeBack() -> [Effect] {
    guard let last = accepted.popLast() else {
      notice = "nothing is left to undo"
      return []
    }
    ticked.formUnion(last)
    notice = "taken back for \(last.count)"
    return [.takeBack(last)]
  }

  private func isAccepted(_ line: Int) -> Bool { accepted.contains { $0.contains(line) } }

  // MARK: drawing

  /// Draws itself.
  public mutating func frame(_ size: ScreenSize) -> Frame {
    guard size.isEnough else { return Overlay.tooSmall(size) }
    var frame = Frame(size)
    let count = accepted.reduce(0) { $0 + $1.count }
    frame.put(
      StyledText(
        "\(title)  \(lines.count) proposed, \(ticked.count) ticked, \(count) accepted", .bold),
      line: 0)
    let room = max(2, size.height - 9)
    let first = max(0, min(row - room / 2, lines.count - room))
    for line in lines.indices.dropFirst(first).prefix(room) {
      frame.put(drawn(line).cut(to: size.width), line: 2 + line - first)
    }
    frame.put(
      StyledText(String(repeating: "─", count: size.width), .faint), line: size.height - 6)
    drawWhole(on: &frame)
    let keys = "space tick   Enter accept what is ticked   u undo   b show   q leave"
    frame.put(StyledText(notice.isEmpty ? keys : notice), line: size.height - 1)
    return frame
  }

  private func drawn(_ line: Int) -> StyledText {
    let sign = isAccepted(line) ? "[+]" : ticked.contains(line) ? "[x]" : "[ ]"
    let style: TextStyle = line == row ? .bold : []
    return StyledText(
      "\(line == row ? "›" : " ") \(sign) \(lines[line].label)  \(words(line))", style)
  }

  /// The whole sentence of the line that the reader is at.
  private func drawWhole(on frame: inout Frame) {
    guard lines.indices.contains(row) else { return }
    let shown = ShownText(words(row))
    for (offset, line) in shown.lines(width: frame.size.width - 2).prefix(4).enumerated() {
      var text = StyledText()
      for cell in shown.cells[line] { text.append(cell) }
      frame.put(text, line: frame.size.height - 5 + offset, column: 1)
    }
  }

  private func words(_ line: Int) -> String {
    hidden.contains(line) ? "░░░ b shows it" : lines[line].words
  }
}
