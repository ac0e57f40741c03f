// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
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
      What could steer the terminal or reorder text is shown as its number. Words go to a terminal only; to anything
      else with --unsafe-plaintext-out.

      EXAMPLE:
        ovoz read 3fa9
      """)

  @Argument(help: "The id, or its first digits.") var id: String
  @OptionGroup var unlock: UnlockOptions
  @Flag(help: "Write words in clear to a file or pipe. Whoever reads that can read the testimony.")
  var unsafePlaintextOut = false

  func run() throws {
    try Failure.report {
      guard TerminalControl.outputIsTerminal || unsafePlaintextOut else {
        throw Failure(
          "words go to a terminal only", hint: "add --unsafe-plaintext-out if you must", code: 64)
      }
      let vault = try unlock.unlock()
      let opened = try vault.open(vault.record(beginning: id))
      try vault.store.log(
        TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(opened.record))
      guard case .success(let testimony) = opened.content else {
        throw Failure(
          "this testimony does not open", hint: "it was sealed to another key, or changed", code: 30
        )
      }
      show(testimony, opened, vault.campaign.form)
    }
  }

  private func show(_ testimony: Testimony, _ opened: OpenedTestimony, _ form: Form) {
    let language = testimony.consent.language
    let sealer = opened.sealedBy == .browser ? "the browser" : "the server (JavaScript was off)"
    print(Terminal.bold("testimony \(Hex.text(opened.record).prefix(8))"))
    print("sealed by \(sealer), period \(opened.epoch), language \(language.rawValue)")
    if testimony.consent.helped { print("someone helped to write this") }
    for (index, answer) in testimony.answers.enumerated() where !answer.isEmpty {
      let question = form.questions[index]
      print("\n\(Terminal.bold(question.text[language]))")
      for choice in answer.choices { print("  • \(label(choice, of: question, in: language))") }
      if !answer.text.isEmpty { print(VisibleText.of(answer.text)) }
      print(Terminal.faint("(may be \(testimony.consent.permissions[index].spoken))"))
    }
    for (fact, choices) in zip(form.facts, testimony.facts) where !choices.isEmpty {
      let labels = choices.map { label($0, of: fact, in: language) }
      print("\n\(Terminal.bold(fact.text[language]))\n  • \(labels.joined(separator: ", "))")
    }
  }

  private func label(_ number: UInt8, of question: Question, in language: Language) -> String {
    guard question.kind == .matrix else { return question.choices[Int(number)].text[language] }
    let row = question.rows[Int(number) / question.choices.count].text[language]
    return "\(row): \(question.choices[Int(number) % question.choices.count].text[language])"
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
