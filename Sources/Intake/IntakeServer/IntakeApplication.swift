// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import HTTPTypes
public import Hummingbird
import IntakeStore
import NIOCore
import TestimonyModel

/// The whole URL map of the intake, in one function; tests build from it too.
public enum IntakeApplication {
  /// The routes: the form, what it sends, the pages around it, and the campaign file.
  public static func router(
    _ intake: Intake, mostFormBytes: Int, mostFormFields: Int, onion: String? = nil
  ) -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    if let onion { router.add(middleware: OnionLocation(address: onion)) }
    let submission = SubmissionHandler(
      intake: intake, mostFormBytes: mostFormBytes, mostFormFields: mostFormFields)
    router.add(middleware: RefusalPages(intake: intake))
    router.get("/") { request, _ in formPage(intake, request) }
    router.post("/") { request, _ in
      await submission.handle(request, language: language(of: request, intake))
    }
    let receipts = ReceiptHandler(intake: intake, stretching: submission.stretching)
    router.post("/receipt") { request, _ in
      await receipts.handle(request, language: language(of: request, intake))
    }
    router.get("/log") { request, _ in logPage(intake, request) }
    router.get("/campaign.json") { request, _ in campaignFile(intake, request) }
    router.get("/exit") { _, _ in Replies.exit(to: intake.exit) }
    router.get("/help") { request, _ in helpPage(intake, request) }
    router.get("/answer") { request, _ in answerPage(intake, request) }
    router.get("/receipt") { request, _ in receiptPage(intake, request) }
    router.get("/notice.js") { request, _ in try noticeScript(intake, request) }
    router.get("/audio/:language/:file") { request, _ in try sound(intake, request) }
    return router
  }

  // MARK: What each route gives

  private static func formPage(_ intake: Intake, _ request: Request) -> Response {
    let language = language(of: request, intake)
    switch intake.state() {
    case .success(let open):
      guard let page = try? open.pages[language]?.bytes() else {
        return closedPage(intake, request)
      }
      return Replies.fetched(
        page, script: .form, audio: !intake.audio.isEmpty, gzip: takesGzip(request))
    case .failure(.full):
      return Replies.page(intake.messages.bytes(.full, in: language), .serviceUnavailable)
    case .failure(.closed): return closedPage(intake, request)
    }
  }

  private static func helpPage(_ intake: Intake, _ request: Request) -> Response {
    let page = intake.help.bytes(on: intake.today(), in: language(of: request, intake))
    return Replies.fetched(page, script: .exit, gzip: takesGzip(request))
  }

  private static func answerPage(_ intake: Intake, _ request: Request) -> Response {
    let page = intake.answer.bytes(intake.published.now, in: language(of: request, intake))
    return Replies.fetched(page, script: .exit, gzip: takesGzip(request))
  }

  private static func receiptPage(_ intake: Intake, _ request: Request) -> Response {
    guard let open = intake.open else { return closedPage(intake, request) }
    let page = open.receiptPage.bytes(in: language(of: request, intake))
    return Replies.fetched(page, script: .receipt, gzip: takesGzip(request))
  }

  private static func logPage(_ intake: Intake, _ request: Request) -> Response {
    let text = intake.publicLog.now.text
    return text.isEmpty ? closedPage(intake, request) : Replies.log(text)
  }

  private static func campaignFile(_ intake: Intake, _ request: Request) -> Response {
    guard let open = intake.open else { return closedPage(intake, request) }
    return Replies.campaign(open.campaign.fileBytes)
  }

  private static func noticeScript(
    _ intake: Intake, _ request: Request
  ) throws -> Response {
    guard let notice = intake.notice else { throw HTTPError(.notFound) }
    return Replies.script(
      notice.bytes(for: language(of: request, intake)), gzip: takesGzip(request))
  }

  private static func sound(_ intake: Intake, _ request: Request) throws -> Response {
    guard let sound = intake.audio[request.uri.path] else { throw HTTPError(.notFound) }
    return Replies.sound(sound, range: request.headers[.range])
  }

  private static func takesGzip(_ request: Request) -> Bool {
    request.headers[.acceptEncoding]?.contains("gzip") ?? false
  }

  private static func closedPage(_ intake: Intake, _ request: Request) -> Response {
    Replies.page(
      intake.messages.bytes(.closed, in: language(of: request, intake)), .serviceUnavailable)
  }

  static func language(of request: Request, _ intake: Intake) -> Language {
    PreferredLanguage.choose(
      asked: request.uri.queryParameters["lang"].map(String.init),
      accepted: request.headers[.acceptLanguage], among: intake.languages)
  }
}

/// Gives unknown addresses and failures a page with the same headers as every other reply of the routes.
///
/// What is no HTTP that can be read never gets to the routes: the server below them answers it, with a status, no words and
/// none of these headers.
private struct RefusalPages: RouterMiddleware {
  typealias Context = BasicRequestContext
  let intake: Intake

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch {
      let status = (error as? any HTTPResponseError)?.status ?? .internalServerError
      let language = IntakeApplication.language(of: request, intake)
      return Replies.page(intake.messages.bytes(.notFound, in: language), status)
    }
  }
}
