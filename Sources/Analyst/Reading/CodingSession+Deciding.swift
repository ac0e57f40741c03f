// SPDX-License-Identifier: Apache-2.0

import ThematicCoding
import Redaction
import TerminalScreen

/// What keys do to the decision.
extension CodingSession {
  var decision: ThemeDecision { state.decision(codebookHash: codebookHash) }

  private var kept: Effect { .keep(decision, rejected: state.now.rejected) }

  /// Makes a step and has it stored.
  mutating func change(_ change: (inout CodingState.Step) -> Void) -> [Effect] {
    state.change(change) ? [kept] : []
  }

  /// Gives a theme to what is selected, else to the testimony, or takes it out again.
  mutating func give(_ theme: String) -> [Effect] {
    guard let selection = cursor.selection else { return change { $0.toggle(theme) } }
    cursor.dropSelection()
    let passage = coded(selection, theme)
    return change { step in
      step.accept(theme)
      if !step.passages.contains(passage) { step.passages.append(passage) }
    }
  }

  mutating func acceptAll() -> [Effect] {
    let open = theCase.proposals.filter { !state.now.rejected.contains($0.theme) }
    let along = open.filter(\.goesAlong).map(\.theme)
    let left = open.filter { !$0.goesAlong && !state.now.accepted.contains($0.theme) }.count
    let unseen = along.count { theme in
      !(listed.dropFirst(firstTheme).prefix(themesInSight)).contains(theme)
    }
    if along.isEmpty { notice = "nothing to accept at once; 1-9 or t takes a theme, Enter goes on" }
    if unseen > 0 { notice = "\(along.count) accepted, \(unseen) of them not in sight: Tab" }
    if left > 0 { notice = "\(left) to decide one by one: not sure, or readers disagree" }
    return change { step in along.forEach { step.accept($0) } }
  }

  mutating func removePassages() -> [Effect] {
    let here = passagesHere
    guard !here.isEmpty else {
      notice = "no passage is at the cursor"
      return []
    }
    return change { step in step.passages.removeAll { here.contains($0) } }
  }

  mutating func undo() -> [Effect] {
    guard state.undo() else {
      notice = "nothing is left to undo"
      return [.undoBefore]
    }
    return [kept]
  }

  /// The note on the passage at the cursor, else on the testimony.
  var memo: String? { passagesHere.isEmpty ? state.now.memo : passagesHere[0].memo }

  mutating func tookMemo(_ outcome: LineInput.Outcome, _ input: LineInput) -> [Effect] {
    mode = outcome == .typing ? .memo(input) : .text
    guard outcome == .done else { return [] }
    let memo = input.text.isEmpty ? nil : input.text
    let here = passagesHere
    return change { step in
      if here.isEmpty { step.memo = memo }
      for index in step.passages.indices where here.contains(step.passages[index]) {
        step.passages[index].memo = memo
      }
    }
  }

  /// The coded passages that the cursor is in.
  var passagesHere: [CodedPassage] {
    guard let place = cursor.place else { return [] }
    return state.now.passages.filter { shown($0)?.overlaps(place) == true }
  }

  /// A selection as it is stored: by its place in the original answer.
  private func coded(_ selection: Passage, _ theme: String) -> CodedPassage {
    let (shown, redacted) = theCase.answers[selection.answer]
    return CodedPassage(
      question: shown.question, range: redacted.originalRange(of: selection.range), theme: theme)
  }

  /// Where a stored passage is on the page.
  func shown(_ passage: CodedPassage) -> Passage? {
    theCase.answers.firstIndex { $0.shown.question == passage.question }.map { answer in
      Passage(
        answer: answer, range: theCase.answers[answer].redacted.redactedRange(of: passage.range))
    }
  }
}
