// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel
import TestimonyTesting

@testable import Vault

/// A vault whose campaign opens by custodians.
struct Board {
  let office: Office
  let set: CustodySet
  let shares: [CustodyShare]

  init(_ office: Office? = nil, threshold: Int, of count: Int) throws {
    let office = try office ?? Office()
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    let made = try CustodySet.split(
      key, of: office.campaign, threshold: threshold, custodians: Self.names(count))
    self.init(office: office, set: made.set, shares: made.shares)
    try office.store.keep(set, of: office.campaign)
  }

  private init(office: Office, set: CustodySet, shares: [CustodyShare]) {
    (self.office, self.set, self.shares) = (office, set, shares)
  }

  static func names(_ count: Int) -> [String] { (0..<count).map { "custodian-\($0 + 1)" } }

  static func passphrase(_ number: Int) -> SecretBytes {
    SecretBytes(copying: Array("invented \(number)".utf8))
  }

  /// A new set of the same key; the vault does not know it yet.
  func reshared(threshold: Int, of count: Int) throws -> Board {
    let key = try set.openingKey(shares, of: office.campaign)
    let made = try CustodySet.split(
      key, of: office.campaign, threshold: threshold, custodians: Self.names(count))
    return Board(office: office, set: made.set, shares: made.shares)
  }

  func opened(_ numbers: [Int]) throws -> OpenVault {
    let together = try set.joined(numbers.map { shares[$0] })
    return try office.store.unlock(office.campaign, together: together)
  }

  func file(_ number: Int) throws -> [UInt8] {
    try ShareFile(
      locking: shares[number], custodian: Self.names(number + 1)[number],
      Self.passphrase(number), cost: Canned.cost
    ).json
  }
}

extension VaultStore {
  /// Lets the access log take no entry of one kind, as on a disk that has become full.
  func refuseInAccessLog(_ action: String) throws {
    try write {
      try $0.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON access WHEN NEW.action = '\(action)'
          BEGIN SELECT RAISE(ABORT, 'invented'); END
          """)
    }
  }
}

extension Office {
  /// The sealed testimonies, as they lie there.
  func testimonies() throws -> [Data] {
    try store.read { try Data.fetchAll($0, sql: "SELECT sealed FROM testimony ORDER BY record") }
  }
}
