// SPDX-License-Identifier: Apache-2.0

public import TerminalScreen
public import ThematicCoding

/// Codes one testimony by keyboard: keys in, pictures and effects out.
///
/// It holds redacted words while it lives, and prints none.
public struct CodingSession: ScreenSession, Sendable, CustomReflectable {
  /// What has to be done outside.
  public enum Effect: Equatable, Sendable {
    /// Store what stands as begun, sealed, with the themes that were rejected.
    case keep(ThemeDecision, rejected: Set<String>)
    /// Store it as decided, sealed, and go on.
    case decide(ThemeDecision)
    /// Show the testimony so many places on.
    case move(Int)
    /// Leave it for another day and go on.
    case skip
    /// Nothing is left to undo here: take the decision before this one back.
    case undoBefore
    /// Blur nothing more in this session.
    case stopBlurring
    /// The reader wants to stop.
    case leave
  }

  enum Mode: Equatable, Sendable {
    case warning, text, help(Int), rejecting, asking, info(String)
    case picking(ThemePicker)
    case memo(LineInput), search(LineInput)
  }

  let theCase: CodingCase
  let shelf: ThemeShelf
  let page: PageText
  /// Themes in the list, in the order of the codebook; those in sight have numbers.
  private(set) var listed: [String]
  /// The first theme in sight, and how many are.
  var firstTheme = 0
  var themesInSight = 9
  var state: CodingState
  var cursor: TextCursor
  var blur: Blur
  var mode: Mode
  var view = PageView()
  var notice = ""
  /// Whether the last key was told that nothing is taken of what is proposed.
  private var isWarned = false
  let codebookHash: String

  /// A testimony to code.
  public init(_ theCase: CodingCase, _ shelf: ThemeShelf, distress: DistressList, blurs: Bool) {
    self.theCase = theCase
    self.shelf = shelf
    codebookHash = shelf.codebook.hash
    page = PageText(theCase.answers.map(\.shown))
    cursor = TextCursor(page)
    blur = Blur(page, distress, isOn: blurs)
    mode = blur.warning == nil ? .text : .warning
    state = CodingState(theCase, known: { shelf.codebook[$0] != nil })
    listed = theCase.proposals.map(\.theme)
    list(state.now.accepted)
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }
  /// Whether it has distressing words.
  public var isDistressing: Bool { !blur.sentences.isEmpty }

  /// Every step that was made in it.
  public var steps: CodingSteps { CodingSteps(state: state) }

  /// Goes on from the steps of another day or screen, so that they can be undone.
  public mutating func goOn(from steps: CodingSteps) {
    state = steps.state
    list(state.now.accepted)
  }

  /// Shows a sentence until the next key.
  public mutating func tell(_ notice: String) { self.notice = notice }

  mutating func list(_ themes: some Sequence<String>) {
    listed = Set(listed).union(themes).sorted { shelf.order($0) < shelf.order($1) }
  }

  // MARK: keys

  /// Takes one key.
  public mutating func press(_ key: Key) -> [Effect] {
    notice = ""
    defer { if key != .enter, key.command != .character("d") { isWarned = false } }
    switch mode {
    case .warning: return pressInWarning(key.command)
    case .help(let top): return pressInHelp(key, top)
    case .info:
      mode = .text
      return []
    case .picking(var picker):
      let outcome = picker.press(key, shelf)
      return picked(outcome, picker)
    case .memo(var input):
      let outcome = input.press(key)
      return tookMemo(outcome, input)
    case .search(var input):
      search(input.press(key), input)
      return []
    case .rejecting: return pressInRejecting(key.command)
    case .asking:
      mode = .text
      guard let theme = theme(of: key.command) else { return [] }
      mode = .info(theme)
      return []
    case .text: return pressInText(key.command)
    }
  }

  private mutating func pressInWarning(_ key: Key) -> [Effect] {
    switch key {
    case .enter, .character(" "): mode = .text
    case .character("s"): return [.skip]
    case .character("n"): return [.move(1)]
    case .character("p"): return [.move(-1)]
    case .character("q"), .control("c"): return [.leave]
    default: break
    }
    return []
  }

  private mutating func pressInHelp(_ key: Key, _ top: Int) -> [Effect] {
    switch key {
    case .down: mode = .help(min(top + 1, 60))
    case .up: mode = .help(max(0, top - 1))
    default: mode = .text
    }
    return []
  }

  private mutating func pressInText(_ key: Key) -> [Effect] {
    if moves(key) { return [] }
    if let theme = theme(of: key) { return give(theme) }
    switch key {
    case .character("a"): return acceptAll()
    case .character("x"): mode = .rejecting
    case .character("i"): mode = .asking
    case .character("t"), .character("+"): mode = .picking(ThemePicker())
    case .character("/"):
      mode = cursor.selection == nil ? .search(LineInput()) : .picking(ThemePicker())
    case .character("v"), .character(" "): cursor.toggleSelection()
    case .escape: cursor.dropSelection()
    case .delete, .backspace: return removePassages()
    case .character("m"): mode = .memo(LineInput(memo ?? ""))
    case .character("u"): return undo()
    case .character("b"): blur.reveal(at: cursor.place)
    case .character("B"):
      blur.turnOff()
      return [.stopBlurring]
    case .character("?"): mode = .help(0)
    case .tab: turnThemes()
    case .enter, .character("d"): return decide()
    case .character("n"): return [.move(1)]
    case .character("p"): return [.move(-1)]
    case .character("s"): return [.skip]
    case .character("q"), .control("c"), .control("d"): return [.leave]
    default: break
    }
    return []
  }

  /// Asks before a decision that takes nothing of what is proposed: it is easily made by mistake.
  private mutating func decide() -> [Effect] {
    let open = theCase.proposals.count { !state.now.rejected.contains($0.theme) }
    guard open > 0, state.now.accepted.isEmpty, !isWarned else { return [.decide(decision)] }
    isWarned = true
    notice = "no theme is taken, \(open) proposed: a takes them, Enter again takes none"
    return []
  }

  /// The next themes of a list that is longer than its place.
  private mutating func turnThemes() {
    firstTheme += themesInSight
    if firstTheme >= listed.count { firstTheme = 0 }
  }

  /// Brings a theme into sight.
  private mutating func show(_ theme: String) {
    let place = listed.firstIndex(of: theme) ?? 0
    if !(firstTheme..<firstTheme + themesInSight).contains(place) {
      firstTheme = place / themesInSight * themesInSight
    }
  }

  private mutating func moves(_ key: Key) -> Bool {
    if key == .pageDown || key == .pageUp {
      view.turn(key == .pageDown ? 1 : -1)
      return true
    }
    guard cursor.press(key, on: page) else { return false }
    view.follow()
    return true
  }

  private mutating func pressInRejecting(_ key: Key) -> [Effect] {
    mode = .text
    if let theme = theme(of: key) { return change { $0.reject(theme) } }
    guard key == .character("x") else { return [] }
    let rest = theCase.proposals.map(\.theme).filter { !state.now.accepted.contains($0) }
    return change { step in rest.forEach { step.reject($0) } }
  }

  private func theme(of key: Key) -> String? {
    guard case .character(let character) = key, character.isASCII,
      let number = character.wholeNumberValue, (1...themesInSight).contains(number),
      listed.indices.contains(firstTheme + number - 1)
    else { return nil }
    return listed[firstTheme + number - 1]
  }

  private mutating func picked(_ outcome: ThemePicker.Outcome, _ picker: ThemePicker) -> [Effect] {
    switch outcome {
    case .typing:
      mode = .picking(picker)
      return []
    case .cancelled:
      mode = .text
      return []
    case .picked(let theme):
      mode = .text
      list([theme])
      show(theme)
      if cursor.selection != nil { return give(theme) }
      return change { $0.accept(theme) }
    }
  }

  private mutating func search(_ outcome: LineInput.Outcome, _ input: LineInput) {
    mode = outcome == .typing ? .search(input) : .text
    guard outcome == .done else { return }
    guard let hit = page.next(input.text, after: cursor.place) else {
      notice = "not found in this testimony"
      return
    }
    cursor.go(to: hit, isWord: true)
    view.follow()
  }
}
