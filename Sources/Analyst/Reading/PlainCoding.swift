// SPDX-License-Identifier: Apache-2.0

import Redaction
public import ThematicCoding

/// What stands about one testimony that is coded line by line, with every step that led to it.
///
/// It holds redacted words while it lives, and prints none.
public struct PlainCoding: Sendable, CustomReflectable {
  private let theCase: CodingCase
  private let codebook: Codebook
  private var state: CodingState

  /// Begins from what was begun or decided before.
  public init(_ theCase: CodingCase, _ shelf: ThemeShelf) {
    let codebook = shelf.codebook
    (self.theCase, self.codebook) = (theCase, codebook)
    state = CodingState(theCase, known: { codebook[$0] != nil })
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Every step that was made in it.
  public var steps: CodingSteps { CodingSteps(state: state) }

  /// Goes on from the steps of an earlier look, so that they can be undone.
  public mutating func goOn(from steps: CodingSteps) { state = steps.state }

  // MARK: steps

  /// The note on the testimony.
  public var memo: String? { state.now.memo }

  /// Takes a note on the testimony, in place of the one before; no words take it out.
  /// - Returns: false when nothing changed.
  public mutating func note(_ words: String) -> Bool {
    state.change { $0.memo = words.isEmpty ? nil : words }
  }

  /// Gives a part of an answer's redacted text a theme, and with it the testimony.
  /// - Returns: false when it had the theme already.
  public mutating func give(_ theme: String, to place: (answer: Int, range: Range<Int>)) -> Bool {
    let (shown, redacted) = theCase.answers[place.answer]
    let passage = CodedPassage(
      question: shown.question, range: redacted.originalRange(of: place.range), theme: theme)
    return state.change { step in
      step.accept(theme)
      if !step.passages.contains(passage) { step.passages.append(passage) }
    }
  }

  /// Takes the last step back; false when there is none.
  public mutating func undo() -> Bool { state.undo() }

  // MARK: what is stored

  /// What stands, to be stored before anything is decided.
  public var begun: BegunDecision {
    BegunDecision(state.decision(codebookHash: codebook.hash), rejected: state.now.rejected)
  }

  /// The decision after changes such as `+stigma`: to what stands, and to what is proposed and not rejected.
  /// - Returns: nil where one is no change, or names no theme.
  public func decision(after changes: [Substring]) -> ThemeDecision? {
    var step = state.now
    let along = theCase.proposals.filter { $0.goesAlong && !step.rejected.contains($0.theme) }
    for proposal in along { step.accept(proposal.theme) }
    for change in changes {
      let theme = String(change.dropFirst())
      guard codebook[theme] != nil else { return nil }
      switch change.first {
      case "+": step.accept(theme)
      case "-": step.reject(theme)
      default: return nil
      }
    }
    return ThemeDecision(
      themes: step.accepted, codebookHash: codebook.hash, passages: step.passages,
      memo: step.memo)
  }

  // MARK: what is told

  /// What stands before anything new is decided, one thing a line; empty where nothing does.
  /// - Parameters:
  ///   - page: the same testimony, for the numbers of its sentences.
  ///   - note: how a note is told: whoever prints it makes it safe.
  /// - Returns: themes, rejected ones, passages and the note.
  public func standing(on page: PlainPage, note: (String) -> String) -> [String] {
    let now = state.now
    guard theCase.isDecided || now != CodingState.Step() else { return [] }
    var lines = [(theCase.isDecided ? "decided before: " : "begun: ") + list(now.accepted)]
    // What a decision left out was rejected by it: that goes without saying.
    if !theCase.isDecided, !now.rejected.isEmpty {
      lines.append("rejected: " + list(now.rejected))
    }
    for passage in now.passages {
      let memo = passage.memo.map { ", note: " + note($0) } ?? ""
      lines.append("passage: " + place(of: passage, on: page) + passage.theme + memo)
    }
    if let memo = now.memo { lines.append("note: " + note(memo)) }
    return lines
  }

  private func list(_ themes: Set<String>) -> String {
    themes.isEmpty ? "no theme" : themes.sorted().joined(separator: ", ")
  }

  /// The numbers of a passage's sentences, as they are typed; empty where it is not on the page.
  private func place(of passage: CodedPassage, on page: PlainPage) -> String {
    guard
      let answer = theCase.answers.firstIndex(where: { $0.shown.question == passage.question })
    else { return "" }
    let range = theCase.answers[answer].redacted.redactedRange(of: passage.range)
    guard let numbers = page.numbers(of: range, in: answer) else { return "" }
    return numbers.count == 1
      ? "\(numbers.lowerBound) " : "\(numbers.lowerBound)-\(numbers.upperBound) "
  }
}
