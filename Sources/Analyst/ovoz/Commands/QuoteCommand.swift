// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Reading
import Quoting
import TerminalControl
import TestimonyModel
import Vault

struct QuoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote", abstract: "Bring a survivor's words into the room, by two people.",
    discussion: """
      One person proposes, another approves, each with a key of her own. The next release takes the words along, when
      ten people or more named their theme. Four have room, of 1,000 characters together; the others wait.

      EXAMPLES:
        ovoz reviewer new sitora
        ovoz reviewer new firuza
        ovoz quote propose 3fa9 --theme blamed --lang en --as sitora --file words.txt
        ovoz quote approve 3fa9 --as firuza
        ovoz quote list
      """.paragraphs,
    subcommands: [
      ProposeCommand.self, ApproveCommand.self, CheckQuotationCommand.self,
      ListQuotationsCommand.self, DeleteQuotationCommand.self,
    ])
}

struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Propose words from one testimony.",
    discussion: """
      Retell what she said in other words: people are known by the way they speak. At most 240 characters on one line.
      Her own words only with --own-words, where she allowed quoting, copied from what `ovoz redact` shows.

      EXAMPLES:
        ovoz quote propose 3fa9 --theme blamed --lang en --as sitora --file words.txt
        ovoz quote propose 3fa9 --theme blamed --lang tg --as sitora \\
          --file tg.txt --translation ru=ru.txt
        echo "They asked me why I had gone." |
          ovoz quote propose 3fa9 --theme blamed --lang en --as sitora
      """.paragraphs)

  @Argument(help: "The testimony's id, or its first digits.") var id: String
  @Option(help: "The theme under which the words will stand; one of the testimony's.")
  var theme: String
  @Option(
    name: .customLong("lang"), help: "The language of the words: tg, ru, uz or en.",
    transform: Language.named)
  var language: Language
  @Option(name: .customLong("as"), help: "Who proposes: a reviewer's name.") var name: String
  @Option(
    name: .customLong("from"),
    help: "The question that she answered so. Needed where she did not allow retelling everywhere.")
  var question: String?
  @Flag(help: "These are her own words, not a retelling.") var ownWords = false
  @Option(help: "Read the words from this file. Default: from standard input.", completion: .file())
  var file: String?
  @Option(help: "The same in another language of the room, as LANGUAGE=FILE; may be repeated.")
  var translation: [String] = []
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var keyOptions: ReviewerKeyOptions
  @OptionGroup var config: ConfigOption

  func run() throws {
    try Failure.report {
      let text = try read(file)
      let desk = try QuotationDesk(unlock.unlock(), config)
      let vault = desk.workbench.vault
      let record = try vault.record(beginning: id)
      if let release = try vault.open(record).release {
        throw Failure(
          "this testimony was counted in release \(release)",
          hint: "words are proposed before a release counts their testimony; choose another",
          code: 20)
      }
      let key = try keyOptions.unlock(name, in: vault.store)
      try vault.checkReviewer(key.publicKey)
      let draft = QuotationDraft(
        record: record, theme: theme, text: text, language: language, isParaphrase: !ownWords,
        question: question,
        translations: try translated())
      let check = try desk.check(draft, of: record)
      guard check.refusals.isEmpty else { throw Failure(check.refusals) }
      let review = try QuotationReview(draft, by: key, campaign: vault.campaign.id)
      try vault.keep(review, for: record, .quotationProposed)
      print("proposed; it takes the place of any other quotation from this testimony")
      if TerminalControl.outputIsTerminal { check.show() }
      Terminal.say("hint: another reviewer approves it with `ovoz quote approve \(id)`")
      if file != nil || !translation.isEmpty {
        Terminal.say("hint: the files still hold the words in clear")
      }
    }
  }

  private func translated() throws -> [Language: String] {
    var texts: [Language: String] = [:]
    for one in translation {
      let parts = one.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let other = Language(rawValue: parts[0]), other != language,
        texts[other] == nil
      else {
        throw Failure(
          "--translation names another language and a file, each language once",
          hint: "write it as --translation ru=words.ru.txt", code: 64)
      }
      texts[other] = try read(parts[1])
    }
    return texts
  }

  private func read(_ file: String?) throws -> String {
    let typed = try TypedText.read(
      file, most: 16_384,
      asking: "Write the words on one line, then press Control-D on an empty line.")
    guard let typed else {
      throw Failure("the words are not UTF-8", hint: "save them as UTF-8", code: 64)
    }
    return typed.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve what another person proposed, or send it back.",
    discussion: """
      Shows the words, and those word groups that only one testimony has. Then asks: could someone in the room know her
      by this? Only “no” approves; “yes” and “unsure” send it back. Best by someone who knows the cases. Distressing
      words are left out until you type show; “no” is not taken before, nor with --answer. With --no-blur they are
      there at once.

      EXAMPLE:
        ovoz quote approve 3fa9 --as firuza
      """.paragraphs)

  /// What the second person says.
  enum Answer: String, ExpressibleByArgument { case no, yes, unsure }

  @Argument(help: "The testimony's id, or its first digits.") var id: String
  @Option(name: .customLong("as"), help: "Who approves: a reviewer's name.") var name: String
  @Option(help: "Could someone know her by this: no, yes or unsure. Default: asks.")
  var answer: Answer?
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var keyOptions: ReviewerKeyOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var blur: BlurOption

  func run() throws {
    try Failure.report {
      guard answer != nil || (TerminalControl.outputIsTerminal && TerminalControl.inputIsTerminal)
      else {
        throw Failure(
          "words go to a terminal only", hint: "run this on a terminal, or say --answer", code: 64)
      }
      let listing = try config.listingBlur(blur)
      let desk = try QuotationDesk(unlock.unlock(), config)
      let vault = desk.workbench.vault
      var (record, review) = try vault.quotation(id)
      let key = try keyOptions.unlock(name, in: vault.store)
      try vault.checkReviewer(key.publicKey)
      guard key.publicKey != review.proposal.key else { throw ReviewError.samePerson }
      let check = try desk.check(review.draft, of: record)
      guard check.refusals.isEmpty else { throw Failure(check.refusals) }
      guard try judged(review.draft, check, listing) == .no else {
        review.sendBack()
        try vault.keep(review, for: record, .quotationRefused)
        return print("sent back; retell it, or take it back with `ovoz quote delete \(id)`")
      }
      try review.approve(by: key, campaign: vault.campaign.id)
      try vault.keep(review, for: record, .quotationApproved)
      print("approved; the next release with room takes it along if its theme can be shown")
    }
  }

  /// Shows the words on a terminal, and gives what the second person says of them.
  private func judged(
    _ draft: QuotationDraft, _ check: QuotationCheck, _ listing: ListingBlur
  ) throws -> Answer {
    var listing = listing
    if TerminalControl.outputIsTerminal {
      show(draft, check, &listing)
      listing.tell(answer == nil ? "show" : "--no-blur")
    }
    guard let answer else { return try ask(draft, check, isHidden: listing.count > 0) }
    guard answer != .no || listing.count == 0 else {
      throw Failure(
        "nobody approves words that are left out", hint: "add --no-blur to see them first",
        code: 22)
    }
    return answer
  }

  private func show(
    _ draft: QuotationDraft, _ check: QuotationCheck, _ listing: inout ListingBlur
  ) {
    let kind = draft.isParaphrase ? "retold" : "her own words"
    let source = draft.question.map { ", from the answer to \($0)" } ?? ""
    print(Terminal.bold("\(draft.theme), \(draft.language.rawValue), \(kind)\(source)"))
    for text in draft.texts { print("  “\(VisibleText.of(listing.shown(text)))”") }
    print()
    check.show(isHidden: listing.count > 0)
  }

  /// Asks until somebody decides; nobody approves words that she has not seen.
  private func ask(
    _ draft: QuotationDraft, _ check: QuotationCheck, isHidden: Bool
  ) throws -> Answer {
    let lock = try config.lock()
    var isHidden = isHidden
    let question = "Could someone in the room know her by this? (no, yes, unsure) "
    while let line = try Terminal.ask(question, within: lock) {
      let wish = line.trimmingCharacters(in: .whitespaces).lowercased()
      if wish == "show" {
        isHidden = false
        var everything = ListingBlur(nil)
        show(draft, check, &everything)
      }
      guard let answer = Answer(rawValue: wish) else { continue }
      guard isHidden, answer == .no else { return answer }
      Terminal.say("show brings the words first")
    }
    throw Failure("nothing was decided", hint: "run it again", code: 22)
  }
}
