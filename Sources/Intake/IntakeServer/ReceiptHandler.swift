// SPDX-License-Identifier: Apache-2.0

import Answering
import ConfigFile
import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import IntakeStore
import NIOCore
import Receipt
import TestimonyModel
import TransparencyLog

/// Takes receipts: to look what became of a testimony, or to withdraw it (G6).
///
/// What is unknown, used or good is answered in the same size and at the same moment. A receipt never shows the testimony.
struct ReceiptHandler: Sendable {
  /// Length of what the page's script sends in bytes.
  static let requestLength = 64
  /// Answers leave at whole multiples of this after the question: longer than any of the work takes.
  static let beat = Duration.milliseconds(500)

  let intake: Intake
  let stretching: KeyStretching

  func handle(_ request: Request, language: Language) async -> Response {
    guard let open = intake.open else {
      return Replies.page(intake.messages.bytes(.closed, in: language), .serviceUnavailable)
    }
    let type = request.headers[.contentType]?.lowercased() ?? ""
    if type.hasPrefix("application/x-www-form-urlencoded") {
      return await takePlain(request, open, language)
    }
    return await takeScript(request, open)
  }

  // MARK: From the page's script

  private func takeScript(_ request: Request, _ open: OpenIntake) async -> Response {
    guard let body = try? await request.body.collect(upTo: Self.requestLength),
      body.readableBytes == Self.requestLength
    else { return Replies.receipt(Look(), .badRequest) }
    var bytes = Array(buffer: body)[...]
    let action = bytes.take(UInt8.self)
    let token = Array(bytes.take(32) ?? [])
    let name = Array(bytes.take(16) ?? [])
    switch action {
    case 1: return Replies.receipt(await look(token, name, open), .ok)
    case 2:
      guard await withdraw(token, open) else {
        return Replies.receipt(Look(), .serviceUnavailable)
      }
      return Replies.receipt(Done(), .ok)
    default: return Replies.receipt(Look(), .badRequest)
    }
  }

  // MARK: Without a script

  private func takePlain(
    _ request: Request, _ open: OpenIntake, _ language: Language
  ) async -> Response {
    guard let buffer = try? await request.body.collect(upTo: 4_096),
      let form = try? PlainForm(Array(buffer: buffer), mostFields: 8)
    else { return page(.wrongLength, nil, open, language) }
    let text = form.first("digits") ?? ""
    do throws(DigitCodeError) {
      let code = try DigitCode(reading: text)
      guard form.first("do") == "look" || form.first("sure") == "1" else {
        return page(.sure, text, open, language)
      }
      guard let keys = await stretching.keys(of: code, campaign: open.campaign.id, in: .receipt)
      else {
        return page(.failed, text, open, language)
      }
      return await answer(form.first("do") == "look", keys, open, text, language)
    } catch {
      return page(error == .wrongDigit ? .wrongDigits : .wrongLength, text, open, language)
    }
  }

  private func answer(
    _ looks: Bool, _ keys: StretchedKeys, _ open: OpenIntake, _ text: String, _ language: Language
  ) async -> Response {
    guard looks else {
      let isDone = await withdraw(keys.token, open)
      return page(isDone ? .done : .failed, isDone ? nil : text, open, language)
    }
    let found = await look(keys.token, keys.replyName, open)
    let outcome = ReceiptPage.Outcome.look(
      ReceiptPage.State(rawValue: found.state) ?? .none,
      reply: ReplyOpener.open(found.reply, keys), proof: found.shown)
    return page(outcome, nil, open, language)
  }

  private func page(
    _ outcome: ReceiptPage.Outcome, _ digits: String?, _ open: OpenIntake, _ language: Language
  ) -> Response {
    Replies.page(
      open.receiptPage.bytes(outcome, digits: digits, in: language), padTo: ReceiptPage.length)
  }

  // MARK: Both

  private func withdraw(_ token: [UInt8], _ open: OpenIntake) async -> Bool {
    let answered = ContinuousClock.now
    let epoch = open.campaign.logEpoch(of: intake.today())
    var isDone = true
    do { try await open.store.withdraw(token, epoch: epoch) } catch {
      intake.log(.withdrawalFailed)
      isDone = false
    }
    await wait(from: answered)
    return isDone
  }

  private func look(_ token: [UInt8], _ name: [UInt8], _ open: OpenIntake) async -> Look {
    let asked = ContinuousClock.now
    let state = try? await open.store.look(token)
    let log = intake.publicLog.now
    let blind = LogLeaf.blind(token: token)
    // Computed for an unknown receipt too, which then stands for a leaf that nobody has.
    let commitment = state?.commitment ?? [UInt8](repeating: 0, count: 32)
    var found = Look()
    found.log = log.checkpoint
    let testimony = Look.Proof(LogLeaf.testimony(commitment: commitment, blind: blind), in: log)
    let withdrawal = Look.Proof(LogLeaf.withdrawal(blind: blind), in: log)
    if let state {
      found.state = "\(state.standing)"
      found.commitment = Hex.text(state.commitment)
      found.testimony = testimony
      found.withdrawal = withdrawal
      found.reply = intake.published.now?.reply(named: name).map(Hex.text) ?? ""
    }
    await wait(from: asked)
    return found
  }

  private func wait(from start: ContinuousClock.Instant) async {
    var due = start + Self.beat
    while due < .now { due += Self.beat }
    try? await Task.sleep(until: due, clock: .continuous)
  }
}

/// What the page's script is told of a withdrawal, whatever the receipt stood for.
struct Done: Encodable {
  let done = true
}

/// What the page's script is told of a receipt.
struct Look: Encodable, Sendable {
  /// Where a leaf stands in the public log, and the hashes that show it.
  struct Proof: Encodable, Sendable {
    let index: Int
    let path: [String]

    init?(_ leaf: [UInt8], in log: PublicLog) {
      guard let index = log.tree.index(of: leaf), let path = log.tree.path(of: index) else {
        return nil
      }
      (self.index, self.path) = (index, path.map(Hex.text))
    }
  }

  /// What the page without a script shows of the log: the paths come from the tree under the checkpoint itself.
  var shown: ReceiptPage.Proof? {
    guard testimony != nil || withdrawal != nil else { return nil }
    return ReceiptPage.Proof(holds: true, isWithdrawal: withdrawal != nil, checkpoint: log)
  }

  var state = "none"
  var reply = ""
  var commitment = ""
  var log = ""
  var testimony: Proof?
  var withdrawal: Proof?
}
