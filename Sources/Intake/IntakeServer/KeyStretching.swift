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
  private let waiting = Mutex(0)
  private let threads: OperationQueue

  init() {
    threads = OperationQueue()
    threads.maxConcurrentOperationCount = 2
    threads.qualityOfService = .utility
  }

  /// The token and reply key of a receipt, or nil when too many wait.
  func keys(of code: DigitCode, campaign: [UInt8]) async -> StretchedKeys? {
    let isTaken = waiting.withLock { count in
      guard count < most else { return false }
      count += 1
      return true
    }
    guard isTaken else { return nil }
    defer { waiting.withLock { $0 -= 1 } }
    return await withCheckedContinuation { continuation in
      threads.addOperation {
        continuation.resume(returning: try? StretchedKeys(code, campaign: campaign))
      }
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
