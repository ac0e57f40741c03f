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
  /// Who waits with whom; each line has places of its own.
  enum Line: Int, CaseIterable {
    /// Whoever holds a slip goes first: a flood without slips must not keep her out.
    case slip
    /// Whoever looks at a receipt or withdraws: a flood of forms must not keep her from that.
    case receipt
    /// Everybody else.
    case open
  }

  private let most: Int
  private let waiting = Mutex(Line.allCases.map { _ in 0 })
  private let threads: OperationQueue

  /// In each line as many may wait as `most` says.
  init(most: Int = 64) {
    self.most = most
    threads = OperationQueue()
    threads.maxConcurrentOperationCount = 2
    threads.qualityOfService = .utility
  }

  /// The token and reply key of a receipt, or nil when too many wait in its line.
  func keys(of code: DigitCode, campaign: [UInt8], in line: Line) async -> StretchedKeys? {
    let isTaken = waiting.withLock { counts in
      guard counts[line.rawValue] < most else { return false }
      counts[line.rawValue] += 1
      return true
    }
    guard isTaken else { return nil }
    defer { waiting.withLock { $0[line.rawValue] -= 1 } }
    return await withCheckedContinuation { continuation in
      let work = BlockOperation {
        continuation.resume(returning: try? StretchedKeys(code, campaign: campaign))
      }
      work.queuePriority = line == .slip ? .veryHigh : .normal
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
