// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Mustache
import TestimonyModel

/// The page on which someone looks a receipt up or withdraws; it never shows the testimony.
struct ReceiptPage: Sendable {
  /// What became of a testimony.
  enum State: String, CaseIterable, Sendable { case none, kept, withdrawn, expired }

  /// What the page says.
  enum Outcome: Sendable {
    /// The empty page.
    case ask
    /// One digit of what was typed is wrong.
    case wrongDigits
    /// There are not 24 digits.
    case wrongLength
    /// The box that says “I am sure” was not ticked.
    case sure
    /// Withdrawn, or never there: the answer is the same.
    case done
    /// It could not be looked up now.
    case failed
    /// What is known, the organisers' reply, and what the log shows.
    case look(State, reply: String? = nil, proof: Proof? = nil)
  }

  /// What the log shows.
  struct Proof: Sendable {
    /// The leaf was found under the checkpoint's root.
    var holds: Bool
    /// The leaf is that of a withdrawal.
    var isWithdrawal = false
    /// The checkpoint's text.
    var checkpoint: String
  }

  /// What the script needs.
  private struct Plan: Encodable {
    let campaign: String
    let words: [String: String]
  }

  /// One length for every answer, in bytes, so that it does not tell what it says (G4).
  static let length = 16_384

  private static let told = [
    "empty": "lengthWrong", "wrong_length": "lengthWrong", "wrong_digit": "digitWrong",
    "sure": "withdrawFirst", "done": "withdrawDone", "failed": "receiptFailed",
    "moment": "moment", "none": "stateNone", "kept": "stateKept",
    "withdrawn": "stateWithdrawn", "expired": "stateExpired", "inLog": "proofTestimony",
    "outLog": "proofWithdrawal",
    "badLog": "proofBad", "badReply": "replyBad",
  ]
  private let template: MustacheTemplate
  private let texts: PageTexts
  private let campaign: String

  init(_ texts: PageTexts, campaign: [UInt8]) throws(IntakeServerError) {
    guard let template = try? MustacheTemplate(string: PageAssets.receipt) else {
      throw .badTemplate
    }
    (self.template, self.texts) = (template, texts)
    self.campaign = Hex.text(campaign)
    for language in Language.spoken {
      guard rendered(.look(.kept), nil, language, .exit).count < Self.length - 6_000 else {
        throw .badTemplate
      }
    }
  }

  /// The page as it is fetched, with the script that keeps the digits in the browser.
  func bytes(in language: Language) -> [UInt8] { rendered(.ask, nil, language, .receipt) }

  /// The answer to a form that came without a script, always in one length (G4).
  func bytes(_ outcome: Outcome, digits: String? = nil, in language: Language) -> [UInt8] {
    var page = rendered(outcome, digits, language, .exit)
    let room = Self.length - page.count
    page += [UInt8](repeating: UInt8(ascii: " "), count: max(0, room))
    return page
  }

  private func rendered(
    _ outcome: Outcome, _ digits: String?, _ language: Language, _ script: PageScript
  ) -> [UInt8] {
    var context = texts.frame(in: language, script: script)
    context["digits"] = digits ?? ""
    context["isFault"] = outcome.isFault
    context["told"] = outcome.textName.map { texts.text($0, in: language) }
    if script == .receipt {
      context["scripted"] = true
      context["plan"] = try? ScriptJSON.text(
        Plan(campaign: campaign, words: Self.told.mapValues { texts.text($0, in: language) }))
    }
    if case .look(_, let reply, let proof) = outcome {
      context["reply"] = reply
      context["proof"] = proof.map { texts.text($0.textName, in: language) }
      context["log"] = proof?.checkpoint
    }
    return Array(template.render(context).utf8)
  }
}

extension ReceiptPage.Outcome {
  fileprivate var isFault: Bool {
    switch self {
    case .wrongDigits, .wrongLength: true
    default: false
    }
  }

  fileprivate var textName: String? {
    switch self {
    case .ask: nil
    case .wrongDigits: "digitWrong"
    case .wrongLength: "lengthWrong"
    case .sure: "withdrawFirst"
    case .done: "withdrawDone"
    case .failed: "receiptFailed"
    case .look(.none, _, _): "stateNone"
    case .look(.kept, _, _): "stateKept"
    case .look(.withdrawn, _, _): "stateWithdrawn"
    case .look(.expired, _, _): "stateExpired"
    }
  }
}

extension ReceiptPage.Proof {
  fileprivate var textName: String {
    guard holds else { return "proofBad" }
    return isWithdrawal ? "proofWithdrawal" : "proofTestimony"
  }
}
