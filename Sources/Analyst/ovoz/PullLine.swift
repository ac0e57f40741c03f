// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import SealedBundle
import WebTransfer

/// The line to an intake: signs each request over a challenge of the intake's, and reads the reply (PullFormat).
final class PullLine {
  private let client: WebClient
  private let campaign: [UInt8]
  private let intake: [UInt8]
  private let key: Signing.PrivateKey
  private var challenge: [UInt8]?

  init(
    _ client: WebClient, campaign: [UInt8], intake: [UInt8], key: consuming Signing.PrivateKey
  ) {
    (self.client, self.campaign, self.intake) = (client, campaign, intake)
    self.key = key
  }

  /// One signed request and its reply; of a part that broke off, as much as arrived.
  func ask(_ action: PullAction) throws -> PullReply {
    // A challenge that lay about too long is refused as a wrong key is; a second refusal is meant.
    for _ in 1...2 {
      let request = try PullRequest(
        action, campaign: campaign, challenge: challenge ?? knock(), to: intake, by: key)
      challenge = nil
      guard let reply = try send(request) else { continue }
      challenge = reply.challenge
      return reply
    }
    throw Failure.pullRefused
  }

  private func send(_ request: PullRequest) throws -> PullReply? {
    var bytes: [UInt8] = []
    do {
      let status = try client.post(request.bytes, into: &bytes, most: PullReply.length)
      if status == 403 { return nil }
      guard status == 200, bytes.count == PullReply.length, let reply = PullReply(bytes) else {
        throw Failure.notAnIntake
      }
      return reply
    } catch WebError.interrupted {
      // Where no part follows, the head says everything; of a part, what came is of use.
      guard let reply = PullReply(bytes), reply.state != .part || !reply.part.isEmpty else {
        throw WebError.interrupted
      }
      return reply
    }
  }

  /// Asks for a challenge; every intake gives one to everybody.
  private func knock() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let status = try client.post(PullRequest.knock(), into: &bytes, most: PullReply.length)
    guard status == 403, bytes.count == PullReply.refusalLength else { throw Failure.notAnIntake }
    return bytes
  }
}
