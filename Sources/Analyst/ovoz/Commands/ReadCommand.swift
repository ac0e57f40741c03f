// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Reading
import Sealing
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read one testimony on the terminal.",
    discussion: """
      On a terminal it takes the whole screen, and leaves nothing on it; press ? for the keys. Distressing sentences
      are blurred until you ask for them; with --plain they are left out unless you add --no-blur. What could steer the terminal or reorder text is shown as its number. Words go
      to a terminal only; to anything else with --unsafe-plaintext-out.

      EXAMPLE:
        ovoz read 3fa9
      """.paragraphs)

  @Argument(help: "The id, or its first digits.") var id: String
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var screen: ScreenOptions
  @Flag(help: "Write words in clear to a file or pipe. Whoever reads that can read the testimony.")
  var unsafePlaintextOut = false

  func run() throws {
    try Failure.report {
      try Terminal.refusePipe(unless: unsafePlaintextOut)
      let distress = TerminalControl.outputIsTerminal ? try config.distress() : nil
      try unlock.session { vault in
        let opened = try vault.open(vault.record(beginning: id))
        try vault.store.log(
          TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(opened.record))
        guard case .success(let testimony) = opened.content else {
          throw Failure(
            "this testimony does not open", hint: "it was sealed to another key, or changed",
            code: 30)
        }
        if screen.isFull, let distress {
          return try page(testimony, opened, vault.campaign.form, distress)
        }
        let form = vault.campaign.form
        let plainPage = distress.map {
          PlainPage(answers(testimony, form), $0, blurs: !screen.noBlur)
        }
        show(testimony, opened, form, plainPage)
        plainPage?.tellWarning("--no-blur")
        return false
      }
    }
  }

  /// True when nobody was there any more.
  private func page(
    _ testimony: Testimony, _ opened: OpenedTestimony, _ form: Form, _ distress: DistressList
  ) throws -> Bool {
    var run = try ScreenRun.open(distress.limits)
    let language = testimony.consent.language
    let title = [
      String(Hex.text(opened.record).prefix(8)), language.spoken, "period \(opened.epoch)",
      opened.sealedBy == .browser ? "sealed by the browser" : "sealed by the server",
      testimony.consent.helped ? "someone helped to write" : "",
    ].filter { !$0.isEmpty }.joined(separator: "  ")
    var session = ReadingSession(
      title: title, answers: answers(testimony, form), distress: distress, blurs: !screen.noBlur)
    let ending = try run.show(&session, isDistressing: false) { $0 == .leave }
    _ = consume run
    ending.obeySignal()
    return ending == .locked
  }

  private func answers(_ testimony: Testimony, _ form: Form) -> [ShownAnswer] {
    let language = testimony.consent.language
    let answers = testimony.answers.enumerated().filter { !$0.element.isEmpty }.map {
      index, answer in
      let question = form.questions[index]
      return ShownAnswer(
        question: question.id, heading: question.text[language], text: answer.text,
        notes: answer.choices.map { "• " + question.label($0, in: language) }
          + ["(may be \(testimony.consent.permissions[index].spoken))"])
    }
    let facts = zip(form.facts, testimony.facts).filter { !$0.1.isEmpty }.map { fact, choices in
      ShownAnswer(
        question: fact.id, heading: fact.text[language], text: "",
        notes: choices.map { "• " + fact.label($0, in: language) })
    }
    return answers + facts
  }

  /// Prints everything; on a terminal as a page says, which leaves sentences out.
  private func show(
    _ testimony: Testimony, _ opened: OpenedTestimony, _ form: Form, _ page: PlainPage?
  ) {
    let language = testimony.consent.language
    let sealer = opened.sealedBy == .browser ? "the browser" : "the server (JavaScript was off)"
    print(Terminal.bold("testimony \(Hex.text(opened.record).prefix(8))"))
    print("sealed by \(sealer), period \(opened.epoch), language \(language.rawValue)")
    if testimony.consent.helped { print("someone helped to write this") }
    let written = testimony.answers.enumerated().filter { !$0.element.isEmpty }
    for (place, (index, answer)) in written.enumerated() {
      let question = form.questions[index]
      print()
      Terminal.printHeading(question.text[language])
      for choice in answer.choices {
        Terminal.printWrapped("• \(question.label(choice, in: language))", indent: 2)
      }
      if !answer.text.isEmpty {
        Terminal.printWrapped(VisibleText.of(page?.text(of: place) ?? answer.text))
      }
      print(Terminal.faint("(may be \(testimony.consent.permissions[index].spoken))"))
    }
    for (fact, choices) in zip(form.facts, testimony.facts) where !choices.isEmpty {
      let labels = choices.map { fact.label($0, in: language) }
      print()
      Terminal.printHeading(fact.text[language])
      Terminal.printWrapped("• \(labels.joined(separator: ", "))", indent: 2)
    }
  }
}

extension TestimonyModel.Permission {
  /// How the analyst reads it.
  var spoken: String {
    switch self {
    case .readOnly: "read only"
    case .count: "counted"
    case .retell: "retold"
    case .quote: "quoted"
    }
  }
}

extension ThematicCoding.Permission {
  /// How the analyst reads it.
  var spoken: String {
    switch self {
    case .readOnly: "read only"
    case .count: "counted"
    case .retell: "retold"
    case .quote: "quoted"
    }
  }
}
