// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TestimonyModel

@testable import SealedBundle

extension FuzzTarget {
  /// What anyone can send to the place where analysts fetch bundles.
  static let pullRequest = FuzzTarget(name: "pullrequest") { bytes in
    guard let request = PullRequest(bytes) else { return false }
    precondition(request.bytes == bytes, "what was read is written as it was")
    // Any signature ends in the library; only the fixed key's can fit.
    guard let key = try? Fixed.shared.get().signer, request.signer == key else { return true }
    _ = request.isSigned(to: key)
    return true
  } seeds: {
    let fixed = try Fixed.shared.get()
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: fixed.intakeSeed))
    let version = [UInt8](repeating: 2, count: 32)
    let actions: [PullAction] = [
      .fetch(PullRange(sequence: 1)),
      .fetch(PullRange(sequence: 7, offset: 1 << 18, version: version)),
      .acknowledge(sequence: 3, digest: version),
    ]
    return try actions.map { action in
      try PullRequest(
        action, campaign: fixed.campaign.id, challenge: version, to: key.publicKey, by: key
      ).bytes
    }
  }

  /// What an operator may be handed as an analyst's file.
  static let arrivals = FuzzTarget(name: "arrivals") { bytes in
    guard let key = try? Fixed.shared.get().signer else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(ArrivalsError) {
      _ = try Arrivals(text: text, signedByOneOf: [key])
      return true
    } catch { return error == .badSignature }
  } seeds: {
    let fixed = try Fixed.shared.get()
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: fixed.intakeSeed))
    let ids = (1...3).map { [UInt8](repeating: $0, count: 16) }
    return try [0, 1, 2, 3].map { count in
      let arrivals = Arrivals(
        campaign: fixed.campaign.id, intake: key.publicKey,
        last: (7, [UInt8](repeating: 2, count: 32)), records: Array(ids.prefix(count)),
        withdrawals: Array(ids.dropFirst(count).prefix(1)), gone: Array(ids.dropFirst(count + 1)))
      return Array(try arrivals.text(signedBy: key).utf8)
    }
  }

  /// What a hostile intake can answer, cut off anywhere.
  static let pullReply = FuzzTarget(name: "pullreply") { bytes in
    guard let reply = PullReply(bytes) else { return false }
    precondition(reply.part.count <= PullReply.partLength && reply.total <= PullReply.mostBytes)
    let padded = PullReply.paddedLength(of: Int(reply.total))
    precondition(padded >= Int(reply.total) && padded <= PullReply.mostBytes)
    return true
  } seeds: {
    let (version, challenge) = ([UInt8](repeating: 2, count: 32), [UInt8](repeating: 4, count: 32))
    let part = PullReply(
      of: Array(0..<200), sequence: 1, version: version, from: 0, challenge: challenge)
    let states: [PullReply.State] = [.nothingNew, .changed, .acknowledged, .byStick]
    let replies = [part] + states.map { PullReply($0, sequence: 2, challenge: challenge) }
    return replies.map { Array($0.bytes.prefix(PullReply.headLength + 200)) }
  }
}
