// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Receipt
import Synchronization

/// Stretches receipts' digits for browsers without JavaScript, few at a time.
///
/// Each takes a good part of a second of one core. It must not keep others from being served, so it has threads of its own, and
/// beyond a queue of fixed length it says no.
final class KeyStretching: Sendable {
  private let most = 64
  /// Of those with a slip, and of all others.
  private let waiting = Mutex([0, 0])
  private let threads: OperationQueue

  init() {
    threads = OperationQueue()
    threads.maxConcurrentOperationCount = 2
    threads.qualityOfService = .utility
  }

  /// The token and reply key of a receipt, or nil when too many wait.
  ///
  /// Whoever holds a slip has a queue apart, and goes first: a flood without slips must not keep her out.
  func keys(
    of code: DigitCode, campaign: [UInt8], isInvited: Bool = false
  ) async -> StretchedKeys? {
    let line = isInvited ? 0 : 1
    let isTaken = waiting.withLock { counts in
      guard counts[line] < most else { return false }
      counts[line] += 1
      return true
    }
    guard isTaken else { return nil }
    defer { waiting.withLock { $0[line] -= 1 } }
    return await withCheckedContinuation { continuation in
      let work = BlockOperation {
        continuation.resume(returning: try? StretchedKeys(code, campaign: campaign))
      }
      work.queuePriority = isInvited ? .veryHigh : .normal
      threads.addOperation(work)
    }
  }
}

/// Copyable keys of one receipt, as long as one request is handled.
struct StretchedKeys: Sendable {
  let token: [UInt8]
  let replyKey: [UInt8]
  let replyName: [UInt8]

  init(_ code: DigitCode, campaign: [UInt8]) throws(PrimitiveError) {
    let keys = try ReceiptKeys(code, campaign: campaign)
    (token, replyName) = (keys.token, keys.replyName)
    replyKey = keys.replyKey.withBytes { Array($0) }
  }
}
