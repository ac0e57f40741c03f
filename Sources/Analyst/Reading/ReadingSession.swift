// SPDX-License-Identifier: Apache-2.0

public import TerminalScreen

/// A session that a terminal can run: keys in, pictures and effects out.
public protocol ScreenSession {
  /// What has to be done outside of the session.
  associatedtype Effect: Sendable
  /// Takes one key and gives what has to be done.
  mutating func press(_ key: Key) -> [Effect]
  /// Draws itself.
  mutating func frame(_ size: ScreenSize) -> Frame
  /// Shows a sentence to the reader until the next key.
  mutating func tell(_ notice: String)
}

/// Reads one testimony: a pager in which distressing sentences are blurred.
public struct ReadingSession: ScreenSession, Sendable, CustomReflectable {
  /// What has to be done outside.
  public enum Effect: Equatable, Sendable {
    /// The reader wants to stop.
    case leave
  }

  private enum Mode: Equatable, Sendable { case warning, text, search(LineInput), help }

  private let title: String
  private let page: PageText
  private var cursor: TextCursor
  private var blur: Blur
  private var mode: Mode
  private var view = PageView()
  private var notice = ""

  /// A testimony to read.
  public init(title: String, answers: [ShownAnswer], distress: DistressList, blurs: Bool) {
    self.title = title
    page = PageText(answers)
    cursor = TextCursor(page)
    blur = Blur(page, distress, isOn: blurs)
    mode = blur.warning == nil ? .text : .warning
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Shows a sentence until the next key.
  public mutating func tell(_ notice: String) { self.notice = notice }

  /// Takes one key.
  public mutating func press(_ key: Key) -> [Effect] {
    notice = ""
    switch mode {
    case .search(var input):
      search(input.press(key), input)
      return []
    case .help:
      mode = .text
      return []
    case .warning, .text: break
    }
    switch key.command {
    case .character("q"), .control("c"), .control("d"): return [.leave]
    case .enter,
      .character(" ") where mode == .warning:
      mode = .text
    case .character("b"): blur.reveal(at: cursor.place)
    case .character("?"): mode = .help
    case .character("/"): mode = .search(LineInput())
    case .character(" "), .pageDown: view.turn(1)
    case .pageUp: view.turn(-1)
    case let command where mode == .text: if cursor.press(command, on: page) { view.follow() }
    default: break
    }
    return []
  }

  private mutating func search(_ outcome: LineInput.Outcome, _ input: LineInput) {
    mode = outcome == .typing ? .search(input) : .text
    guard outcome == .done else { return }
    guard let hit = page.next(input.text, after: cursor.place) else {
      notice = "not found"
      return
    }
    cursor.go(to: hit, isWord: true)
    view.follow()
  }

  /// Draws itself.
  public mutating func frame(_ size: ScreenSize) -> Frame {
    guard size.isEnough else { return Overlay.tooSmall(size) }
    var frame = Frame(size)
    switch mode {
    case .warning:
      Overlay.warning(title, blur).draw(on: &frame)
    case .help:
      Overlay(title: "Reading", paragraphs: HelpText.reading, keys: "any key: back")
        .draw(on: &frame)
    case .text, .search: drawText(on: &frame)
    }
    return frame
  }

  private mutating func drawText(on frame: inout Frame) {
    let size = frame.size
    let (blur, place, isOnWord) = (blur, cursor.place, cursor.isOnWord)
    var look = PageView.Look()
    look.isHidden = { blur.hides($0) }
    look.style = { isOnWord && place?.overlaps($0) == true ? .reversed : [] }
    view.draw(
      page, focus: place, look, on: &frame, lines: 2..<(size.height - 2), width: size.width)
    var header = StyledText(title, .bold)
    if view.hasMore { header.append("  PgDn more", .faint) }
    frame.put(header, line: 0)
    if case .search(let input) = mode {
      let shown = input.shown(prompt: "search: ", width: size.width)
      frame.put(shown.text, line: size.height - 1)
      frame.cursor = (size.height - 1, shown.cursor)
    } else {
      let hidden = blur.hidesSomething ? "b show blurred   " : ""
      let keys = "↑↓ move   \(hidden)/ search   ? help   q leave"
      frame.put(StyledText(notice.isEmpty ? keys : notice), line: size.height - 1)
    }
  }
}

extension Overlay {
  /// What is said before a testimony with distressing words.
  static func warning(_ title: String, _ blur: Blur) -> Overlay {
    Overlay(
      title: title,
      paragraphs: [
        "This testimony may be hard to read.", "", blur.warning ?? "", "",
        "Those sentences are blurred (░░░) until you press b on them.",
        "You may leave it for another time, or for a colleague.",
      ],
      keys: "Enter read on   q leave")
  }
}

extension PageText {
  /// The next place of these letters after a passage; begins again at the top.
  func next(_ letters: String, after place: Passage?) -> Passage? {
    let hits = hits(of: letters)
    guard let place else { return hits.first }
    let here = (place.answer, place.range.lowerBound)
    return hits.first { ($0.answer, $0.range.lowerBound) > here } ?? hits.first
  }

  /// Every place of these letters, capital or small, in the order of the text; none where there are no letters.
  func hits(of letters: String) -> [Passage] {
    let wanted = Self.letters(letters)
    guard !wanted.isEmpty else { return [] }
    return answers.indices.flatMap { answer -> [Passage] in
      let hay = Self.letters(answers[answer].text)
      guard hay.count >= wanted.count else { return [] }
      return (0...(hay.count - wanted.count))
        .filter { hay[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        .map { Passage(answer: answer, range: $0..<($0 + wanted.count)) }
    }
  }

  /// One scalar for one, so that offsets stay.
  static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower[lower.startIndex] : scalar
    }
  }
}
