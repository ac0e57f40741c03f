// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalControl

@Suite struct IdleLockTests {
  @Test func `a lock is due when nobody typed for its time, and not a moment earlier`() {
    let start = ContinuousClock.now
    var lock = IdleLock(limit: .seconds(60), now: start)
    #expect(!lock.isDue(at: start + .milliseconds(59_999)))
    #expect(lock.remaining(at: start + .seconds(20)) == .seconds(40))
    #expect(lock.isDue(at: start + .seconds(60)))
    lock.touch(at: start + .seconds(60))
    #expect(!lock.isDue(at: start + .seconds(119)))
    #expect(lock.isDue(at: start + .seconds(120)))
    #expect(lock.remaining(at: start + .seconds(500)) == .zero)
  }
}
