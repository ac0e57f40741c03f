// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import GRDB
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct CustodyRecordTests {
  // G9
  @Test func `every join is on record, in both records, with who was there`() throws {
    let board = try Board(threshold: 2, of: 3)
    let vault = try board.opened([0, 2])
    let first = try vault.recordJoin(set: board.set.id, indexes: [3, 1])
    let second = try vault.recordJoin(set: board.set.id, indexes: [1, 2])
    #expect(try vault.custodyRecord() == [first, second])
    #expect(first.about == "\(board.set.id.prefix(8)) 1 3")
    #expect(first.mark != second.mark)
    let log = try board.office.store.accesses().suffix(2)
    #expect(log.map(\.action) == ["opened together", "opened together"])
    #expect(log.last?.about == "invented \(board.set.id.prefix(8)) 1 2")
  }

  // G9
  @Test(arguments: [
    "UPDATE custody SET about = 'x 1 2' WHERE number = 2",
    "UPDATE custody SET minute = '2026-01-01T00:00Z' WHERE number = 1",
    "DELETE FROM custody WHERE number = 2",
    "DELETE FROM custody WHERE number = 1",
    "UPDATE custody SET link = (SELECT link FROM custody WHERE number = 3) WHERE number = 2",
  ])
  func `an entry that was changed or taken out is noticed`(change: String) throws {
    let board = try Board(threshold: 2, of: 3)
    let vault = try board.opened([0, 1])
    for _ in 1...3 { _ = try vault.recordJoin(set: board.set.id, indexes: [1, 2]) }
    try board.office.store.write { db in
      try db.execute(sql: change)
      #expect(db.changesCount == 1)
    }
    #expect(throws: VaultError.custodyRecordBroken) { try vault.custodyRecord() }
    #expect(throws: VaultError.custodyRecordBroken) {
      try vault.recordJoin(set: board.set.id, indexes: [1, 2])
    }
  }

  // G9
  @Test func `an end that was dropped shows in the number and the mark that were noted`() throws {
    let board = try Board(threshold: 2, of: 3)
    let vault = try board.opened([0, 1])
    _ = try vault.recordJoin(set: board.set.id, indexes: [1, 2])
    let noted = try vault.recordJoin(set: board.set.id, indexes: [1, 3])
    try board.office.store.write { try $0.execute(sql: "DELETE FROM custody WHERE number = 2") }
    let next = try vault.recordJoin(set: board.set.id, indexes: [2, 3])
    #expect(next.number == noted.number)
    #expect(next.mark != noted.mark)
  }
}
