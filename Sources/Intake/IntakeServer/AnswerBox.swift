// SPDX-License-Identifier: Apache-2.0

public import Answering
import Synchronization

/// The organisers' published answer as it is served; replaced as a whole, and never by an older one.
public final class AnswerBox: Sendable {
  private let answer = Mutex<PublishedAnswer?>(nil)

  /// Starts without an answer.
  public init() {}

  /// The answer as it is now.
  public var now: PublishedAnswer? { answer.withLock { $0 } }

  /// Serves another one from now on, unless a newer one is served already.
  public func replace(by other: PublishedAnswer) {
    answer.withLock { answer in
      if answer.map({ $0.number <= other.number }) ?? true { answer = other }
    }
  }
}
