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

/// Takes what a browser sends: sealed, or plain and then sealed at once.
///
/// The only place on this machine where words can be (G2).
struct SubmissionHandler: Sendable {
  let intake: Intake
  let mostFormBytes: Int
  let mostFormFields: Int
  var stretching = KeyStretching()

  func handle(_ request: Request, language: Language) async -> Response {
    let type = request.headers[.contentType]?.lowercased() ?? ""
    // Without a type it comes from the page's script: from a tablet's file such a request asks no leave first.
    if type.isEmpty || type.hasPrefix("application/octet-stream") {
      return await takeSealed(request)
    }
    guard type.hasPrefix("application/x-www-form-urlencoded") else {
      return message(.refused, .unsupportedMediaType, language)
    }
    return await takePlain(request, language)
  }

  // MARK: Sealed in the browser

  private func takeSealed(_ request: Request) async -> Response {
    switch intake.state() {
    case .success(let open): return await take(request, in: open)
    case .failure(let shut): return await turnAway(request, shut)
    }
  }

  private func take(_ request: Request, in open: OpenIntake) async -> Response {
    guard let submission = await read(request, of: open.campaign) else {
      return Replies.word(.refused, .badRequest)
    }
    let place = intake.admission.ask(submission)
    switch await store(submission, place, in: open) {
    case .success: return Replies.word(.accepted, .ok)
    case .failure(.recordTaken): return Replies.word(.refused, .conflict)
    case .failure(.notInvited): return Self.refuse(place)
    case .failure: return Replies.word(.full, .serviceUnavailable)
    }
  }

  private func read(_ request: Request, of campaign: Campaign) async -> Submission? {
    let length = Submission.length(in: campaign.form)
    guard let body = try? await request.body.collect(upTo: length),
      let submission = try? Submission(Array(buffer: body), of: campaign),
      submission.sealed.header.sealedBy == .browser
    else { return nil }
    return submission
  }

  /// Nothing is taken now; but whoever lost the reply to what arrived before is told that it arrived (G5).
  private func turnAway(_ request: Request, _ shut: Intake.Shut) async -> Response {
    if let open = intake.open, let submission = await read(request, of: open.campaign),
      let isHeld = try? await open.store.holds(submission.sealed), isHeld
    {
      return Replies.word(.accepted, .ok)
    }
    return Replies.word(shut == .full ? .full : .closed, .serviceUnavailable)
  }

  private static func refuse(_ place: Admission.Answer) -> Response {
    switch place {
    case .slipNeeded: Replies.word(.slip, .forbidden)
    case .solve(let challenge): Replies.busy(challenge)
    case .wait, .take: Replies.word(.full, .serviceUnavailable)
    }
  }

  // MARK: Plain, without a script

  private func takePlain(_ request: Request, _ language: Language) async -> Response {
    let open: OpenIntake
    switch intake.state() {
    case .success(let state): open = state
    case .failure(.closed): return message(.closed, .serviceUnavailable, language)
    case .failure(.full): return message(.full, .serviceUnavailable, language)
    }
    guard let buffer = try? await request.body.collect(upTo: mostFormBytes) else {
      return message(.tooLong, .contentTooLarge, language)
    }
    var body = Array(buffer: buffer)
    defer { wipe(&body) }
    guard let form = try? PlainForm(body, mostFields: mostFormFields) else {
      return message(.refused, .badRequest, language)
    }
    do { return try await take(form, body, open, language) } catch {
      return explain(error, form, open, language)
    }
  }

  private func take(
    _ form: PlainForm, _ body: [UInt8], _ open: OpenIntake, _ language: Language
  ) async throws -> Response {
    let slip = try form.slip()
    _ = try form.testimony(for: open.campaign.form)
    let isInvited = if let slip { try await open.store.isUnspent(slip) } else { false }
    let receipt = try await receipt(for: body, form, open.campaign, isInvited: isInvited)
    let testimony = try form.testimony(for: open.campaign.form, replyKey: receipt?.keys.replyKey)
    let record = try form.record ?? RandomBytes.fresh(16)
    let ephemeral = try ephemeral(for: body, record, open.campaign)
    let sealed = try open.sealer.seal(testimony, record: record, by: .server, ephemeral: ephemeral)
    let submission = try Submission(sealed, token: receipt?.keys.token, slip: slip)
    let place = intake.admission.ask(nil)
    switch await store(submission, place, in: open) {
    case .success: return thanks(receipt?.code, form.language ?? language)
    case .failure(.recordTaken): return message(.alreadySent, .conflict, form.language ?? language)
    case .failure(.notInvited) where place == .slipNeeded: throw PlainFormError.slipUnknown
    case .failure(let error): throw error
    }
  }

  private func thanks(_ receipt: DigitCode?, _ language: Language) -> Response {
    let digits = receipt.map { String(decoding: $0.ascii, as: UTF8.self) }
    return Replies.page(
      intake.messages.thanks(receipt: digits, in: language), padTo: FormPage.refilledLength)
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

  /// The form again with everything that was typed in it, and with what has to be changed: nothing is lost, and nothing of it is kept here.
  private func explain(
    _ error: any Error, _ form: PlainForm, _ open: OpenIntake, _ language: Language
  ) -> Response {
    let (fault, status) = Self.fault(of: error)
    let language = form.language ?? language
    let faults = form.faults(in: open.campaign.form).mapValues { Self.fault(of: $0).0 }
    let refilled = try? open.pages[language]?.bytes(
      refilled: form.values, fault: fault, beside: faults)
    guard let page = refilled else {
      return message(.refused, .badRequest, language)
    }
    return Replies.page(page, status, script: .form, padTo: FormPage.refilledLength)
  }

  private static func fault(of error: any Error) -> (FormPage.Fault, HTTPResponse.Status) {
    switch error as? PlainFormError {
    case .missing: (.missing, .badRequest)
    case .tooLong: (.tooLong, .badRequest)
    case .tooMany: (.tooMany, .badRequest)
    case .slipDigit: (.digit, .badRequest)
    case .slipLength: (.length, .badRequest)
    case .slipUnknown: (.slip, .forbidden)
    case .malformed: (.refused, .badRequest)
    case nil: (.full, .serviceUnavailable)
    }
  }

  // MARK: Both

  private func store(
    _ submission: Submission, _ place: Admission.Answer, in open: OpenIntake
  ) async -> Result<Acceptance, IntakeStoreError> {
    let epoch = open.campaign.epoch(of: intake.today())
    do {
      return .success(
        try await open.store.accept(submission, epoch: epoch, takesUninvited: place == .take))
    } catch {
      if error == .cannotWrite { intake.log(.storeFailed) }
      return .failure(error)
    }
  }

  private func message(
    _ name: PageTexts.MessageName, _ status: HTTPResponse.Status, _ language: Language
  ) -> Response {
    Replies.page(
      intake.messages.bytes(name, in: language), status, padTo: FormPage.refilledLength)
  }
}
