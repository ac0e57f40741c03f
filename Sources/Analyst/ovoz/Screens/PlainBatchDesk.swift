// SPDX-License-Identifier: Apache-2.0

import Reading
import TerminalControl

/// Accepts one theme for several testimonies line by line, for screen readers and pipes.
///
/// One sentence after the other is at hand, and each is accepted or left by itself.
struct PlainBatchDesk {
  /// Said where a line is none of them.
  private static let all = "a, u, show, i, s or q"

  private var desk: BatchDesk
  private var batch: PlainBatch
  private let speaker: ThemeSpeaker
  private var prompt: PacedPrompt
  /// For how many testimonies the theme was accepted.
  var accepted: Int { desk.accepted }

  init(_ desk: BatchDesk, _ speaker: ThemeSpeaker) {
    (self.desk, self.speaker) = (desk, speaker)
    batch = PlainBatch(
      desk.lines, speaker.distress, blurs: speaker.blurs,
      // Whoever pipes lines in has not read what they accept, also where it passes over a screen.
      showsWords: TerminalControl.outputIsTerminal && TerminalControl.inputIsTerminal)
    prompt = PacedPrompt(speaker.distress.limits)
  }

  /// Runs until the last sentence or until the reader stops.
  mutating func run() throws {
    Terminal.say("\(desk.theme): \(speaker.shelf.shownName(desk.theme))")
    while !batch.isOver {
      show()
      guard try talk() else { return }
    }
  }

  private func show() {
    Terminal.say("\n" + batch.title)
    if let words = batch.words { print(VisibleText.of(words)) }
  }

  /// Talks about one sentence until another one is at hand, or its words; false to stop.
  private mutating func talk() throws -> Bool {
    while let line = try prompt.ask() {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "a" where words.count <= 2: if try accept(words.dropFirst().first) { return true }
      case "u" where words.count == 1: if try undo() { return true }
      case "show" where words.count == 1: if reveal() { return true }
      case "i" where words.count == 1: speaker.explain(desk.theme)
      case "s" where words.count == 1:
        batch.leave()
        return true
      case "q" where words.count == 1: return false
      default: Terminal.say(Self.all)
      }
    }
    return false
  }

  /// Accepts the theme here; true where another sentence is at hand.
  private mutating func accept(_ id: String?) throws -> Bool {
    switch batch.accept(id) {
    case .accepted(let line): try desk.accept(line)
    case .unseen:
      Terminal.say("not accepted: a pipe shows no words; a ID accepts what you have read elsewhere")
    case .hidden:
      Terminal.say("its words are left out; show brings them first")
      return false
    case .anotherOne:
      Terminal.say("another id is at hand; give four of its letters at least")
      return false
    }
    return true
  }

  private mutating func undo() throws -> Bool {
    guard let line = batch.undo() else {
      Terminal.say("nothing is left to undo")
      return false
    }
    try desk.takeBack(line)
    Terminal.say("taken back")
    return true
  }

  private mutating func reveal() -> Bool {
    guard batch.words != nil else {
      Terminal.say("words are shown on a terminal only")
      return false
    }
    batch.reveal()
    return true
  }
}
