// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import HTTPTypes
public import Hummingbird
import NIOCore
import SealedBundle

/// The analysts' door: one route, on a listener of its own, so that the survivors' addresses never lead to it.
public struct PullApplication: Sendable {
  private let outbox: Outbox
  private let keys: Set<[UInt8]>
  private let challenges: PullChallenges
  private let log: EventLog

  /// Opens the door to whoever signs with one of the keys; `seconds` is a clock that only goes forward.
  public init(
    _ outbox: Outbox, keys: [[UInt8]], log: EventLog, seconds: @escaping @Sendable () -> Double
  ) throws {
    (self.outbox, self.keys, self.log) = (outbox, Set(keys), log)
    challenges = try PullChallenges(seconds: seconds)
  }

  /// The route; whatever else is asked for meets the refusal too.
  public var router: Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: Refusals(refuse: refuse))
    router.post(RouterPath(PullRequest.path)) { request, _ in await handle(request) }
    return router
  }

  private func handle(_ request: Request) async -> Response {
    guard let body = try? await request.body.collect(upTo: PullRequest.length),
      let wanted = authorised(Array(buffer: body)), let challenge = try? challenges.fresh()
    else { return refuse() }
    do {
      return Self.reply(try await outbox.answer(wanted, challenge: challenge).bytes, .ok)
    } catch {
      log(.pullFailed)
      return Self.reply(PullReply(.later, challenge: challenge).bytes, .ok)
    }
  }

  /// What is wanted, where everything fits: form, signature, key, campaign, and then a challenge that is used up.
  private func authorised(_ bytes: [UInt8]) -> PullAction? {
    guard let request = PullRequest(bytes) else { return nil }
    let isSigned = request.isSigned(to: outbox.publicKey)
    guard isSigned, keys.contains(request.signer), request.campaign == outbox.campaignID,
      challenges.take(request.challenge)
    else { return nil }
    return request.action
  }

  /// One and the same for noise, an unknown key, a wrong signature and an old request: a fresh challenge.
  @Sendable private func refuse() -> Response {
    Self.reply((try? challenges.fresh()) ?? PullRequest.zero, .forbidden)
  }

  private static func reply(_ body: [UInt8], _ status: HTTPResponse.Status) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = "application/octet-stream"
    headers[.contentLength] = String(body.count)
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}

/// Answers every other address and method as a wrong request is answered.
private struct Refusals: RouterMiddleware {
  typealias Context = BasicRequestContext
  let refuse: @Sendable () -> Response

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch { return refuse() }
  }
}
