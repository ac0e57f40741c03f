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
  let stretching = KeyStretching()

  func handle(_ request: Request, language: Language) async -> Response {
    let type = request.headers[.contentType] ?? ""
    // Without a type it comes from the form on a tablet without network, sent later: such a request asks no leave first.
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
    let open: OpenIntake
    switch intake.state() {
    case .success(let state): open = state
    case .failure(.closed): return Replies.word(.closed, .serviceUnavailable)
    case .failure(.full): return Replies.word(.full, .serviceUnavailable)
    }
    let length = Submission.length(in: open.campaign.form)
    guard let body = try? await request.body.collect(upTo: length),
      let submission = try? Submission(Array(buffer: body), of: open.campaign),
      submission.sealed.header.sealedBy == .browser
    else { return Replies.word(.refused, .badRequest) }
    let place = intake.admission.ask(submission)
    switch await store(submission, place, in: open) {
    case .success: return Replies.word(.accepted, .ok)
    case .failure(.recordTaken): return Replies.word(.refused, .conflict)
    case .failure(.notInvited): return Self.refuse(place)
    case .failure: return Replies.word(.full, .serviceUnavailable)
    }
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
    do {
      let form = try PlainForm(body, mostFields: mostFormFields)
      let slip = try form.slip()
      let receipt = try await receipt(for: body, form, open.campaign)
      let testimony = try form.testimony(for: open.campaign.form, replyKey: receipt?.keys.replyKey)
      let record = try form.record ?? RandomBytes.fresh(16)
      let ephemeral = try ephemeral(for: body, record, open.campaign)
      let sealed = try open.sealer.seal(
        testimony, record: record, by: .server, ephemeral: ephemeral)
      let submission = try Submission(sealed, token: receipt?.keys.token, slip: slip)
      let place = intake.admission.ask(nil)
      return answer(
        await store(submission, place, in: open), place, receipt?.code, form.language ?? language)
    } catch { return explain(error, language) }
  }

  /// The receipt of a plain form, unless none is wanted; the same body in the same process gives the same.
  private func receipt(
    for body: [UInt8], _ form: PlainForm, _ campaign: Campaign
  ) async throws -> (code: DigitCode, keys: StretchedKeys)? {
    guard form.first("noreceipt") == nil else { return nil }
    let seed = SecretBytes(
      copying: MAC.hmacSHA256(
        key: intake.plainFormSecret, DomainLabel.receiptDigits.bytes + campaign.id + body))
    let code = DigitCode(seed: seed)
    guard let keys = await stretching.keys(of: code, campaign: campaign.id) else {
      throw IntakeStoreError.cannotWrite
    }
    return (code, keys)
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

  private func answer(
    _ outcome: Result<Acceptance, IntakeStoreError>, _ place: Admission.Answer,
    _ receipt: DigitCode?, _ language: Language
  ) -> Response {
    switch outcome {
    case .success:
      Replies.page(
        intake.messages.thanks(
          receipt: receipt.map { String(decoding: $0.ascii, as: UTF8.self) }, in: language), .ok,
        padTo: MessagePage.length)
    case .failure(.recordTaken): message(.alreadySent, .conflict, language)
    case .failure(.notInvited) where place == .slipNeeded:
      message(.slipNeeded, .forbidden, language)
    case .failure: message(.full, .serviceUnavailable, language)
    }
  }

  private func explain(_ error: any Error, _ language: Language) -> Response {
    switch error as? PlainFormError {
    case .missing: message(.missing, .badRequest, language)
    case .tooLong: message(.tooLong, .badRequest, language)
    case .tooMany: message(.tooMany, .badRequest, language)
    case .slip: message(.slipWrong, .badRequest, language)
    case nil where error is IntakeStoreError: message(.full, .serviceUnavailable, language)
    case .malformed, nil: message(.refused, .badRequest, language)
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
      intake.messages.bytes(name, in: language), status, padTo: MessagePage.length)
  }
}
