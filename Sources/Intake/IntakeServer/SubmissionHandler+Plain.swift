// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import HTTPTypes
import Hummingbird
import IntakeStore
import NIOCore
import Receipt
import Sealing
import TestimonyModel

/// A form that comes without a script: sealed here at once, and its body wiped.
extension SubmissionHandler {
  /// Takes a plain form, or says why not.
  func takePlain(_ request: Request, _ language: Language) async -> Response {
    guard let open = intake.open else { return message(.closed, .serviceUnavailable, language) }
    guard let buffer = try? await request.body.collect(upTo: mostFormBytes) else {
      return unread(.tooLong, .contentTooLarge, language)
    }
    var body = Array(buffer: buffer)
    defer { wipe(&body) }
    guard let form = try? PlainForm(body, mostFields: mostFormFields) else {
      return unread(.refused, .badRequest, language)
    }
    return await answer(form, body, open, form.language ?? language)
  }

  private func answer(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake, _ language: Language
  ) async -> Response {
    do {
      switch intake.state() {
      case .success: return try await take(form, body, open, language)
      case .failure(let shut): return try await turnAway(form, body, open, shut, language)
      }
    } catch { return await explain(error, form, open, language) }
  }

  /// What cannot be read; where nothing is taken, that is said first.
  private func unread(
    _ name: PageTexts.MessageName, _ status: HTTPResponse.Status, _ language: Language
  ) -> Response {
    switch intake.state() {
    case .success: message(name, status, language)
    case .failure(.closed): message(.closed, .serviceUnavailable, language)
    case .failure(.full): message(.full, .serviceUnavailable, language)
    }
  }

  private func take(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake, _ language: Language
  ) async throws -> Response {
    let (submission, receipt) = try await sealed(form, body, open)
    let place = intake.admission.ask(nil)
    switch await store(submission, place, in: open) {
    case .success: return thanks(receipt, language)
    case .failure(.recordTaken): return message(.alreadySent, .conflict, language)
    case .failure(.notInvited) where place == .slipNeeded: throw PlainFormError.slipUnknown
    case .failure(let error): throw error
    }
  }

  /// Nothing is taken now; but whoever lost the reply to what arrived before is told that it arrived (G5).
  private func turnAway(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake, _ shut: Intake.Shut,
    _ language: Language
  ) async throws -> Response {
    if shut == .closed {
      let told = try? await earlier(form, body, open, language)
      return told ?? message(.closed, .serviceUnavailable, language)
    }
    guard let told = try await earlier(form, body, open, language) else {
      throw IntakeStoreError.cannotWrite
    }
    return told
  }

  /// What is said where something of this page arrived before; nil where nothing did.
  private func earlier(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake, _ language: Language
  ) async throws -> Response? {
    let (submission, receipt) = try await sealed(form, body, open)
    if try await open.store.holds(submission.sealed) { return thanks(receipt, language) }
    // Changed since, or sealed before a restart.
    let isTaken = try await open.store.isTaken(submission.sealed.header.record)
    return isTaken ? message(.alreadySent, .conflict, language) : nil
  }

  private func thanks(_ receipt: DigitCode?, _ language: Language) -> Response {
    let digits = receipt.map { String(decoding: $0.ascii, as: UTF8.self) }
    return Replies.page(
      intake.messages.thanks(receipt: digits, in: language), padTo: FormPage.refilledLength)
  }

  // MARK: Sealing

  /// The form sealed, with the receipt of what it holds; the same body in the same process gives the same.
  private func sealed(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake
  ) async throws -> (submission: Submission, receipt: DigitCode?) {
    let slip = try form.slip()
    _ = try form.testimony(for: open.campaign.form)
    let isInvited = if let slip { try await open.store.isUnspent(slip) } else { false }
    let receipt = try await receipt(for: body, form, open.campaign, isInvited: isInvited)
    let testimony = try form.testimony(for: open.campaign.form, replyKey: receipt?.keys.replyKey)
    let record = try form.record ?? RandomBytes.fresh(16)
    let ephemeral = try ephemeral(for: body, record, open.campaign)
    let sealed = try open.sealer.seal(testimony, record: record, by: .server, ephemeral: ephemeral)
    return (try Submission(sealed, token: receipt?.keys.token, slip: slip), receipt?.code)
  }

  /// The receipt of a plain form, unless none is wanted; the same body in the same process gives the same.
  ///
  /// Its digits are stretched in any case: by the time it takes, the line would tell who has a receipt (G4).
  private func receipt(
    for body: [UInt8], _ form: PlainForm, _ campaign: Campaign, isInvited: Bool
  ) async throws -> (code: DigitCode, keys: StretchedKeys)? {
    let seed = SecretBytes(
      copying: MAC.hmacSHA256(
        key: intake.plainFormSecret, DomainLabel.receiptDigits.bytes + campaign.id + body))
    let code = DigitCode(seed: seed)
    guard
      let keys = await stretching.keys(
        of: code, campaign: campaign.id, in: isInvited ? .slip : .open)
    else {
      throw IntakeStoreError.cannotWrite
    }
    return form.first("noreceipt") == nil ? (code, keys) : nil
  }

  /// The same body in the same process gives the same bytes, so that pressing twice stores once; another body gives another key.
  private func ephemeral(
    for body: [UInt8], _ record: [UInt8], _ campaign: Campaign
  ) throws(PrimitiveError) -> KeyAgreement.PrivateKey {
    var input = MAC.hmacSHA256(
      key: intake.plainFormSecret, DomainLabel.plainForm.bytes + campaign.id + record + body)
    defer { wipe(&input) }
    return try KeyAgreement.PrivateKey(HPKESuite.deriveKeyPair(input))
  }

  // MARK: Explaining

  /// The form again with everything that was typed in it, and with what has to be changed: nothing is lost, and nothing of it is kept here.
  private func explain(
    _ error: any Error, _ form: PlainForm, _ open: OpenIntake, _ language: Language
  ) async -> Response {
    let (fault, status) = await fault(of: error, form, open)
    let faults = form.faults(in: open.campaign.form).mapValues { Self.fault(of: $0).0 }
    let refilled = try? open.pages[language]?.bytes(
      refilled: form.values, fault: fault, beside: faults)
    guard let page = refilled else {
      return message(.refused, .badRequest, language)
    }
    return Replies.page(page, status, script: .form, padTo: FormPage.refilledLength)
  }

  private func fault(
    of error: any Error, _ form: PlainForm, _ open: OpenIntake
  ) async -> (FormPage.Fault, HTTPResponse.Status) {
    if let error = error as? PlainFormError { return Self.fault(of: error) }
    guard let record = form.record else { return (.full, .serviceUnavailable) }
    // Where the reply to an earlier try was lost, “not sent” would be wrong.
    let isTaken = try? await open.store.isTaken(record)
    return (isTaken == false ? .full : .unsure, .serviceUnavailable)
  }

  private static func fault(
    of error: PlainFormError
  ) -> (FormPage.Fault, HTTPResponse.Status) {
    switch error {
    case .missing: (.missing, .badRequest)
    case .tooLong: (.tooLong, .badRequest)
    case .tooMany: (.tooMany, .badRequest)
    case .slipDigit: (.digit, .badRequest)
    case .slipLength: (.length, .badRequest)
    case .slipUnknown: (.slip, .forbidden)
    case .malformed: (.refused, .badRequest)
    }
  }
}
