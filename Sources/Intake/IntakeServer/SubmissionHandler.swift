// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import HTTPTypes
import Hummingbird
import IntakeStore
import NIOCore
import Sealing
import TestimonyModel

/// Takes what a browser sends: sealed, or plain and then sealed at once.
///
/// With its plain half, the only place on this machine where words can be (G2).
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

  // MARK: Both

  func store(
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

  func message(
    _ name: PageTexts.MessageName, _ status: HTTPResponse.Status, _ language: Language
  ) -> Response {
    Replies.page(
      intake.messages.bytes(name, in: language), status, padTo: FormPage.refilledLength)
  }
}
