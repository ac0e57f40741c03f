// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

extension Range<Int> {
  /// As `map`, on all cores; in the same order.
  package func inParallel<Result: Sendable>(_ transform: @escaping @Sendable (Int) -> Result)
    -> [Result]
  {
    let size = Swift.max(1, count / 64)
    let starts = Array<Int>(stride(from: lowerBound, to: upperBound, by: size))
    let parts = Mutex([[Result]](repeating: [], count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { index in
      let made = (starts[index]..<Swift.min(starts[index] + size, self.upperBound)).map(transform)
      parts.withLock { $0[index] = made }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
