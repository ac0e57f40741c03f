// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Quoting
import Reading
import TerminalControl
import TestimonyModel
import Vault

struct CheckQuotationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "List the words that only one testimony has.",
    discussion: """
      Compares with every testimony of the campaign, after redaction. Words go to a terminal only; JSON has numbers.
      Those of a distressing quotation are left out unless you add --no-blur.

      EXAMPLE:
        ovoz quote check 3fa9
      """.paragraphs)

  @Argument(help: "The testimony's id, or its first digits.") var id: String
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var blur: BlurOption
  @Flag(help: "Print JSON, without words.") var json = false

  func run() throws {
    try Failure.report {
      guard json || TerminalControl.outputIsTerminal else {
        throw Failure("words go to a terminal only", hint: "run it there, or add --json", code: 64)
      }
      var listing = try config.listingBlur(blur)
      let desk = try QuotationDesk(unlock.unlock(), config)
      let (record, review) = try desk.workbench.vault.quotation(id)
      let check = try desk.check(review.draft, of: record)
      if json { return try Terminal.printJSON("ovoz.quotation-check", Line(check)) }
      for refusal in check.refusals { print("\(refusal.reason): \(refusal.hint)") }
      // Nothing is left out where there is nothing to show.
      if !check.rare.isEmpty { for text in review.draft.texts { _ = listing.leavesOut(text) } }
      check.show(isHidden: listing.count > 0)
      listing.tell("--no-blur")
    }
  }

  private struct Line: Encodable {
    let refusals: [String]
    let groupsInOneTestimony: Int

    init(_ check: QuotationCheck) {
      refusals = check.refusals.map(\.code.rawValue)
      groupsInOneTestimony = check.rare.count
    }
  }
}

struct ListQuotationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List quotations, and how far each has come.",
    discussion: """
      Words on a terminal only; distressing ones are left out unless you add --no-blur.

      EXAMPLE:
        ovoz quote list
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var blur: BlurOption
  @Flag(help: "Print JSON, without words.") var json = false

  func run() throws {
    try Failure.report {
      var listing = try json ? ListingBlur(nil) : config.listingBlur(blur)
      let vault = try unlock.unlock()
      let (reviewers, quoted) = (try vault.reviewers(), try vault.quotedRecords())
      let lines = try vault.records(with: .quotation).compactMap { record in
        try vault.review(of: record).map {
          (Line(record, $0, quoted[Hex.text(record)], vault.campaign.id, reviewers), $0)
        }
      }
      if json { return try Terminal.printJSON("ovoz.quotations", lines.map(\.0)) }
      for (line, review) in lines {
        print("\(Terminal.bold(String(line.id.prefix(8))))  \(line.columns)")
        guard TerminalControl.outputIsTerminal else { continue }
        for text in review.draft.texts { print("  “\(VisibleText.of(listing.shown(text)))”") }
      }
      listing.tell("--no-blur")
      if lines.isEmpty { Terminal.say("no quotations yet; see `ovoz quote propose --help`") }
    }
  }

  private struct Line: Encodable {
    let id: String
    let theme: String
    let language: String
    let retold: Bool
    let state: String
    let proposedBy: String?
    let approvedBy: String?
    let release: Int?

    init(
      _ record: [UInt8], _ review: QuotationReview, _ release: Int?, _ campaign: [UInt8],
      _ reviewers: [Reviewer]
    ) {
      func name(_ key: [UInt8]?) -> String? { reviewers.first { $0.publicKey == key }?.name }
      id = Hex.text(record)
      (theme, language) = (review.draft.theme, review.draft.language.rawValue)
      retold = review.draft.isParaphrase
      state = Self.state(of: review, campaign, reviewers)
      (proposedBy, approvedBy) = (name(review.proposal.key), name(review.approval?.key))
      self.release = release
    }

    private static func state(
      of review: QuotationReview, _ campaign: [UInt8], _ reviewers: [Reviewer]
    ) -> String {
      if review.isSentBack { return "sent back" }
      if review.approval == nil { return "proposed" }
      let approved = try? ApprovedQuotation(
        checking: review, campaign: campaign, reviewers: reviewers)
      return approved == nil ? "not valid" : "approved"
    }

    var columns: String {
      let people = [proposedBy, approvedBy].compactMap(\.self).joined(separator: " and ")
      let kind = retold ? "retold" : "her own words"
      let place = release.map { ", release \($0)" } ?? ""
      return "\(state.padded(9))  \(theme), \(language), \(kind), by \(people)\(place)"
    }
  }
}

struct DeleteQuotationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Take a quotation back; what was released stays released.",
    discussion: """
      EXAMPLE:
        ovoz quote delete 3fa9
      """.paragraphs)

  @Argument(help: "The testimony's id, or its first digits.") var id: String
  @OptionGroup var unlock: UnlockOptions

  func run() throws {
    try Failure.report {
      let vault = try unlock.unlock()
      let (record, _) = try vault.quotation(id)
      _ = try vault.undecide(.quotation, for: record)
      try vault.store.log(.quotationRefused, about: Hex.text(record))
      print("taken back")
    }
  }
}

extension OpenVault {
  /// The testimony that begins with these digits, and its quotation.
  func quotation(_ id: String) throws -> (record: [UInt8], review: QuotationReview) {
    let record = try record(beginning: id)
    guard let review = try review(of: record) else {
      throw Failure("this testimony has no quotation", hint: "see `ovoz quote list`", code: 10)
    }
    return (record, review)
  }

  /// Refuses a key that is none of the campaign's reviewers'.
  func checkReviewer(_ key: [UInt8]) throws {
    guard try reviewers().contains(where: { $0.publicKey == key }) else {
      throw ReviewError.unknownReviewer
    }
  }
}
