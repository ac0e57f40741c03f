// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct IncomingTests {
  private let office: Office
  private let foreign: String

  init() throws {
    office = try Office()
    let other = try Canned(name: "other")
    foreign = Self.part(1, of: other.campaign)
    try put(foreign)
  }

  // G6
  @Test func `a part that is left goes once its bundle came by another way`() throws {
    let names = [UInt32(1), 2].map { Self.part($0, of: office.campaign) }
    for name in names { try put(name) }
    try office.take([office.canned.sealed()])
    #expect(try left() == [names[1], foreign])
    try put(names[0])
    try office.store.sweepIncoming(of: office.campaign)
    #expect(try left() == [names[1], foreign])
  }

  // G6
  @Test func `with a campaign that is buried go the parts of its bundles`() throws {
    for number in [UInt32(1), 12] { try put(Self.part(number, of: office.campaign)) }
    try office.store.bury(office.campaign, today: Office.today)
    #expect(try left() == [foreign])
  }

  @Test func `of two pulls at once one is not begun`() throws {
    let store = office.store
    var isSecond = true
    let isFirst = try store.pullAlone {
      isSecond = try store.pullAlone { Issue.record("two at once") }
    }
    #expect(isFirst && !isSecond)
    let isLater = try store.pullAlone {}
    #expect(isLater)
  }

  private static func part(_ sequence: UInt32, of campaign: Campaign) -> String {
    VaultStore.incomingStem(sequence, of: campaign) + String(repeating: "a", count: 64) + ".part"
  }

  private func put(_ name: String) throws {
    try Data("invented".utf8).write(to: office.store.incoming().appending(path: name))
  }

  private func left() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: office.store.incoming().path))
  }
}
