// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What a reader has decided about one testimony so far, with every step before it.
struct CodingState: Equatable, Sendable {
  struct Step: Equatable, Sendable {
    var accepted: Set<String> = []
    var rejected: Set<String> = []
    var passages: [CodedPassage] = []
    var memo: String?
  }

  private(set) var now: Step
  private var before: [Step] = []

  init(_ theCase: CodingCase, known: (String) -> Bool) {
    now = Step()
    guard let decision = theCase.decision else { return }
    now.accepted = Set(decision.themes.filter(known))
    now.passages = decision.passages.filter { known($0.theme) }
    now.memo = decision.memo
    // What was proposed and left out of a decision was rejected by it.
    let left = theCase.isDecided ? Set(theCase.proposals.map(\.theme)) : theCase.rejected
    now.rejected = left.subtracting(now.accepted)
  }

  var canUndo: Bool { !before.isEmpty }

  func decision(codebookHash: String) -> ThemeDecision {
    ThemeDecision(
      themes: now.accepted, codebookHash: codebookHash, passages: now.passages, memo: now.memo)
  }

  /// Makes a step; false when nothing changed.
  mutating func change(_ change: (inout Step) -> Void) -> Bool {
    var next = now
    change(&next)
    guard next != now else { return false }
    before.append(now)
    now = next
    return true
  }

  mutating func undo() -> Bool {
    guard let last = before.popLast() else { return false }
    now = last
    return true
  }
}

/// The steps that somebody made on one testimony, to go back to them; it shows nothing.
public struct CodingSteps: Sendable, CustomReflectable {
  let state: CodingState
  /// Never what was noted.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CodingState.Step {
  mutating func accept(_ theme: String) {
    accepted.insert(theme)
    rejected.remove(theme)
  }

  /// A theme that is taken out loses its passages.
  mutating func reject(_ theme: String) {
    accepted.remove(theme)
    rejected.insert(theme)
    passages.removeAll { $0.theme == theme }
  }

  mutating func toggle(_ theme: String) {
    if accepted.contains(theme) { reject(theme) } else { accept(theme) }
  }
}
