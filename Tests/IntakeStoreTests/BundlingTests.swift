// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

@Suite struct BundlingTests {
  private let zero = [UInt8](repeating: 0, count: 32)
  private let digest = [UInt8](repeating: 5, count: 32)

  // G3
  @Test func `a period that is still open waits`() async throws {
    let desk = try Desk()
    for epoch in [0, 1, 1, 2] {
      _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: epoch)
    }
    let plan = try desk.inbox.beginBundle(before: 2)
    #expect(plan == BundlePlan(sequence: 1, previous: zero, records: 3, withdrawals: 0))
    #expect(try Desk.content(of: plan, in: desk.inbox).map(\.epoch).allSatisfy { $0 < 2 })
  }

  @Test func `testimonies come in the order of their ids, each in one bundle only`() async throws {
    let desk = try Desk()
    for _ in 0..<9 { _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0) }
    let first = try desk.inbox.beginBundle(before: 1)
    let records = try Desk.content(of: first, in: desk.inbox).map(\.sealed.header.record)
    #expect(records == records.sorted { $0.lexicographicallyPrecedes($1) })
    try desk.inbox.endBundle(first, digest: digest)
    _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 1)
    let second = try desk.inbox.beginBundle(before: 2)
    #expect(second == BundlePlan(sequence: 2, previous: digest, records: 1, withdrawals: 0))
    let later = try Desk.content(of: second, in: desk.inbox).map(\.sealed.header.record)
    #expect(Set(later).isDisjoint(with: records))
  }

  // G5
  @Test func `a bundle that was begun and not ended is taken up with the same content`()
    async throws
  {
    let desk = try Desk()
    _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0)
    let begun = try desk.inbox.beginBundle(before: 1)
    let content = try Desk.content(of: begun, in: desk.inbox).map(\.sealed)
    _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0)
    let again = try desk.reopened()
    let resumed = try again.beginBundle(before: 9)
    #expect(resumed == begun)
    #expect(try Desk.content(of: resumed, in: again).map(\.sealed) == content)
    try again.endBundle(resumed, digest: digest)
    #expect(try again.beginBundle(before: 9).records == 1, "what came late is in the next")
  }

  @Test func `a bundle can be made again, one that was not ended cannot`() async throws {
    let desk = try Desk()
    _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0)
    #expect(throws: IntakeStoreError.noSuchBundle) { try desk.inbox.bundle(1) }
    let plan = try desk.inbox.beginBundle(before: 1)
    #expect(throws: IntakeStoreError.noSuchBundle) { try desk.inbox.bundle(1) }
    try desk.inbox.endBundle(plan, digest: digest)
    #expect(try desk.inbox.bundle(1) == plan)
    #expect(try Desk.content(of: desk.inbox.bundle(1), in: desk.inbox).count == 1)
  }

  @Test func `an empty bundle has its number too`() throws {
    let desk = try Desk()
    let plan = try desk.inbox.beginBundle(before: 1)
    #expect(plan == BundlePlan(sequence: 1, previous: zero, records: 0, withdrawals: 0))
  }
}
