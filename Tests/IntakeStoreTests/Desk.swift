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
    try inbox.forEachTestimony(in: plan) {
      if case .sealed(let sealed, let epoch, _) = $0 { content.append((sealed, epoch)) }
    }
    return content
  }

  /// Keeps one testimony of the open lane and gives it with its receipt's token.
  func submitted() async throws -> (SealedTestimony, token: [UInt8]) {
    let submission = try Submission(try canned.sealed())
    _ = try await inbox.accept(submission, epoch: 0, takesUninvited: true)
    return (submission.sealed, submission.token)
  }

  /// Keeps one testimony that came with a slip.
  func invited() async throws -> Submission {
    let slip = try RandomBytes.fresh(32)
    try inbox.addSlips([slip])
    let submission = try Submission(try canned.sealed(), slip: slip)
    _ = try await inbox.accept(submission, epoch: 0, takesUninvited: true)
    return submission
  }

  /// Whether one of the pieces stands in any file of the folder.
  func isOnDisk(_ pieces: [Data]) throws -> Bool {
    try FileManager.default.contentsOfDirectory(
      at: scratch.folder, includingPropertiesForKeys: nil
    ).contains { file in
      let bytes = try Data(contentsOf: file)
      return pieces.contains { bytes.range(of: $0) != nil }
    }
  }

  /// Copies a tidied database, as a backup does.
  func copy(_ name: String, to folder: URL) throws {
    let file = "\(name).sqlite"
    try FileManager.default.copyItem(
      at: scratch.folder.appending(path: file), to: folder.appending(path: file))
  }

  /// Puts an older copy in the place of a database and its log.
  func restore(_ name: String, from folder: URL) throws {
    for end in ["sqlite", "sqlite-wal", "sqlite-shm"] {
      try? FileManager.default.removeItem(at: scratch.folder.appending(path: "\(name).\(end)"))
    }
    try FileManager.default.copyItem(
      at: folder.appending(path: "\(name).sqlite"),
      to: scratch.folder.appending(path: "\(name).sqlite"))
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

  /// A stored record under its second layer.
  func layered(_ record: [UInt8]) throws -> Data {
    let found = try inbox.inbox.read { db in
      try Data.fetchOne(
        db, sql: "SELECT layered FROM testimony WHERE record = ?", arguments: [Data(record)])
    }
    guard let found else { throw IntakeStoreError.damaged }
    return found
  }

  func recordKeys() throws -> [[UInt8]: [UInt8]] {
    let rows = try inbox.recordKeys.read { try Row.fetchAll($0, sql: "SELECT * FROM record_key") }
    return Dictionary(
      uniqueKeysWithValues: rows.map { (Array($0["record"] as Data), Array($0["key"] as Data)) })
  }
}
