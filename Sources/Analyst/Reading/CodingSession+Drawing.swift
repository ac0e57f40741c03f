// SPDX-License-Identifier: Apache-2.0

public import TerminalScreen
import ThematicCoding

/// How a testimony that is being coded looks.
extension CodingSession {
  /// Draws itself.
  public mutating func frame(_ size: ScreenSize) -> Frame {
    guard size.isEnough else { return Overlay.tooSmall(size) }
    var frame = Frame(size)
    switch mode {
    case .warning:
      var warning = Overlay.warning(theCase.title, blur)
      warning.keys = "Enter read on   s leave for another day   n next   q leave"
      warning.draw(on: &frame)
    case .help(let top):
      Overlay(title: "Coding", paragraphs: HelpText.coding, keys: "↑↓ scroll   any other key: back")
        .draw(on: &frame, from: top)
    case .info(let id):
      if let theme = shelf.codebook[id] { Overlay(theme, shelf).draw(on: &frame) }
    case .picking(let picker):
      let about = cursor.selection.map { blur.hides($0) ? "░░░" : page.text(of: $0) }
      picker.draw(shelf, about: about, on: &frame)
    case .text, .rejecting, .asking, .memo, .search: drawDesk(on: &frame)
    }
    return frame
  }

  private mutating func drawDesk(on frame: inout Frame) {
    let size = frame.size
    let isWide = size.width >= 116
    let most = isWide ? size.height - 5 : min(9, max(2, size.height / 3))
    let rows = isWide ? most : min(max(2, listed.count), most)
    let bottom = isWide ? size.height - 2 : size.height - 3 - rows
    let width = isWide ? size.width - 50 : size.width
    view.draw(page, focus: focus, look, on: &frame, lines: 2..<bottom, width: width)
    drawHeader(on: &frame)
    if page.answers.isEmpty { drawNothing(on: &frame) }
    if isWide {
      drawThemes(on: &frame, lines: 3..<(3 + rows), column: width + 1, isNarrow: true)
      frame.put(StyledText("Themes", .bold), line: 2, column: width + 1)
    } else {
      drawRule(on: &frame, line: bottom)
      drawThemes(on: &frame, lines: (bottom + 1)..<(bottom + 1 + rows), column: 0, isNarrow: false)
    }
    drawBottom(on: &frame)
  }

  private var focus: Passage? { cursor.selection ?? cursor.place }

  private func drawNothing(on frame: inout Frame) {
    frame.put(StyledText("Nothing here may be used for themes: it may only be read."), line: 3)
    frame.put(StyledText("Enter goes on."), line: 4)
  }

  private func drawHeader(on frame: inout Frame) {
    var text = StyledText(theCase.title, .bold)
    if theCase.isDecided { text.append("  (decided before)", .bold) }
    if state.now.memo != nil { text.append("  note: m", .bold) }
    if view.hasMore { text.append("  PgDn more", .faint) }
    frame.put(text, line: 0)
  }

  private func drawRule(on frame: inout Frame, line: Int) {
    let name = "── Themes "
    let rest = String(repeating: "─", count: max(0, frame.size.width - name.count))
    frame.put(StyledText(name + rest, .faint), line: line)
  }

  /// How each piece of text looks.
  private var look: PageView.Look {
    let (blur, selection, cursor) = (blur, cursor.selection, cursor)
    // Several sentences can stand on the reader's line.
    let sentence = cursor.isOnWord ? nil : cursor.place
    let given = state.now.passages.compactMap { coded in
      shown(coded).map { (passage: $0, sign: sign(coded.theme)) }
    }
    let open = openReasons
    var look = PageView.Look()
    look.isHidden = { blur.hides($0) }
    look.style = { piece in
      var style: TextStyle = []
      if open.contains(where: { $0.passage.overlaps(piece) }) { style.insert(.underlined) }
      if given.contains(where: { $0.passage.overlaps(piece) }) {
        style.insert(.underlined)
      }
      if sentence?.overlaps(piece) == true { style.insert(.bold) }
      let isPointed = cursor.isOnWord && cursor.place?.overlaps(piece) == true
      if selection?.overlaps(piece) ?? isPointed { style.insert(.reversed) }
      return style
    }
    look.margin = { line in
      let signs = (given + open).filter { $0.passage.overlaps(line) }.map(\.sign)
      return String(Set(signs).sorted().joined().prefix(3))
    }
    return look
  }

  /// The words behind proposals that are not rejected.
  private var openReasons: [(passage: Passage, sign: String)] {
    theCase.proposals.filter { !state.now.rejected.contains($0.theme) }.flatMap { proposal in
      proposal.reasons.compactMap { reason in
        passage(of: reason).map { ($0, sign(proposal.theme)) }
      }
    }
  }

  private func passage(of reason: ProposedTheme.Reason) -> Passage? {
    guard let place = reason.place else { return nil }
    return page.answers.firstIndex { $0.question == place.question }.map {
      Passage(answer: $0, range: place.range)
    }
  }

  private func sign(_ theme: String) -> String {
    guard let index = listed.firstIndex(of: theme),
      (firstTheme..<firstTheme + themesInSight).contains(index)
    else { return "*" }
    return String(index - firstTheme + 1)
  }

  // MARK: themes

  private mutating func drawThemes(
    on frame: inout Frame, lines: Range<Int>, column: Int, isNarrow: Bool
  ) {
    if listed.isEmpty {
      frame.put(
        StyledText("nothing is proposed; t takes a theme"), line: lines.lowerBound, column: column)
    }
    let width = frame.size.width - column
    let each = isNarrow ? 2 : 1
    let nameWidth = listed.map { row($0).width }.max() ?? 0
    let room = min(9, max(1, lines.count / each))
    placeThemes(room)
    let shown = listed.dropFirst(firstTheme).prefix(room)
    let hidden = listed.count - shown.count
    for (index, theme) in shown.enumerated() {
      let isLast = index == shown.count - 1 && hidden > 0
      let spare = isLast ? 14 : 0
      let line = lines.lowerBound + index * each
      var text = row(theme)
      let reasons = StyledText(reasons(of: theme), .faint)
      if isNarrow {
        frame.put(text, line: line, column: column, width: width)
        frame.put(reasons, line: line + 1, column: column + 6, width: width - 6 - spare)
      } else {
        text = text.filled(to: min(nameWidth, width * 6 / 10))
        text.append("  ")
        text.append(reasons)
        frame.put(text.cut(to: width - spare), line: line, column: column)
      }
      if isLast {
        let more = StyledText("Tab: \(hidden) more")
        frame.put(more, line: line + each - 1, column: frame.size.width - more.width)
      }
    }
  }

  /// Keeps whole pages in sight when the window or the list has changed.
  private mutating func placeThemes(_ room: Int) {
    guard room != themesInSight || firstTheme >= max(1, listed.count) else { return }
    firstTheme = firstTheme >= listed.count ? 0 : firstTheme / room * room
    themesInSight = room
  }

  private func row(_ theme: String) -> StyledText {
    let isAccepted = state.now.accepted.contains(theme)
    let isRejected = state.now.rejected.contains(theme)
    var text = StyledText("\(sign(theme)) ")
    text.append(isAccepted ? "[+] " : isRejected ? "[-] " : "[?] ", isAccepted ? .bold : [])
    text.append(shelf.name(theme), isAccepted ? .bold : isRejected ? .faint : [])
    return text
  }

  /// What made the tool propose it, and how sure it is.
  private func reasons(of theme: String) -> String {
    let own = state.now.passages.filter { $0.theme == theme }.count
    var parts = own == 0 ? [] : [own == 1 ? "1 passage" : "\(own) passages"]
    if let proposal = theCase.proposals.first(where: { $0.theme == theme }) {
      if proposal.isUnsure { parts.append("not sure") }
      if proposal.isGathered { parts.append("gathered under it") }
      if proposal.needsPerson { parts.append("readers disagree") }
      if let probability = proposal.probabilityShown { parts.append(probability) }
      parts += proposal.reasons.prefix(3).map(spoken)
    }
    return parts.joined(separator: ", ")
  }

  private func spoken(_ reason: ProposedTheme.Reason) -> String {
    if reason.isMeaning { return reason.words }
    guard let passage = passage(of: reason) else { return "ticked “\(reason.words)”" }
    return blur.hides(passage) ? "“░░░”" : "“\(reason.words)”"
  }

  // MARK: the last lines

  private func drawBottom(on frame: inout Frame) {
    let line = frame.size.height - 1
    switch mode {
    case .memo(let input):
      let about = passagesHere.isEmpty ? "note on the testimony: " : "note on the passage: "
      type(input, prompt: about, on: &frame)
    case .search(let input): type(input, prompt: "search: ", on: &frame)
    case .rejecting:
      frame.put(
        StyledText("reject which? its number; x all that is not accepted; Esc none"), line: line)
    case .asking: frame.put(StyledText("explain which? its number"), line: line)
    default: frame.put(StyledText(notice.isEmpty ? keys(frame.size.width) : notice), line: line)
    }
  }

  private func type(_ input: LineInput, prompt: String, on frame: inout Frame) {
    let shown = input.shown(prompt: prompt, width: frame.size.width)
    frame.put(shown.text, line: frame.size.height - 1)
    frame.cursor = (frame.size.height - 1, shown.cursor)
  }

  private func keys(_ width: Int) -> String {
    if cursor.selection != nil {
      return "selecting: move, then 1-9 or t gives a theme   Esc none"
    }
    let hidden = blur.hidesSomething ? "b show  " : ""
    let all = ["Enter done", "a accept all", "1-9 theme", "t other", "space select"]
    let fitting = hidden + all.joined(separator: "  ") + "  ? help  q leave"
    guard fitting.count > width else { return fitting }
    return hidden + "Enter done  a accept  1-9 theme  ? help  q leave"
  }
}
