// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

/// An inbox in a folder of its own, for a campaign with the small form of the sealing vectors.
struct Desk {
  let canned: Canned
  let scratch: Scratch
  let inbox: SQLiteInbox

  init() throws {
    let json = Canned.root.appending(path: "Tests/SealingTests/Vectors/form.json")
    canned = try Canned(
      form: try JSONDecoder().decode(Form.self, from: Data(contentsOf: json)),
      opens: "2026-01-01", closes: "2026-12-31", name: "invented")
    scratch = try Scratch()
    inbox = try SQLiteInbox(folder: scratch.folder, campaign: canned.campaign)
  }

  /// Opens the same folder once more, as after a crash.
  func reopened() throws -> SQLiteInbox {
    try SQLiteInbox(folder: scratch.folder, campaign: canned.campaign)
  }

  /// Everything in a bundle, with its period.
  static func content(
    of plan: BundlePlan, in inbox: SQLiteInbox
  ) throws -> [(sealed: SealedTestimony, epoch: UInt32)] {
    var content: [(SealedTestimony, UInt32)] = []
    try inbox.forEachTestimony(in: plan) { content.append(($0, $1)) }
    return content
  }

  /// Keeps a record key whose testimony never came, as a power cut between the two commits does.
  func leaveOrphanKey(for record: [UInt8]) throws -> [UInt8] {
    let key = try RandomBytes.fresh(32)
    try inbox.recordKeys.write { db in
      try db.execute(
        sql: "INSERT INTO record_key (record, key) VALUES (?, ?)",
        arguments: [Data(record), Data(key)])
    }
    return key
  }

  func recordKeys() throws -> [[UInt8]: [UInt8]] {
    let rows = try inbox.recordKeys.read { try Row.fetchAll($0, sql: "SELECT * FROM record_key") }
    return Dictionary(
      uniqueKeysWithValues: rows.map { (Array($0["record"] as Data), Array($0["key"] as Data)) })
  }
}
