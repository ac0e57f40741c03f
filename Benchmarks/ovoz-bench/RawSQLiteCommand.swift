// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import TestimonyModel

struct RawSQLiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raw-sqlite",
    abstract: "One table, one row a commit, as many bytes as the intake keeps for a testimony.",
    discussion: """
      WAL and synchronous=FULL, as the intake has them: what a straightforward server would do.

      EXAMPLE:
        ovoz-bench raw-sqlite --seconds 5 --folder /var/tmp
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Seconds.") var seconds = 5
  @Option(help: "A folder on the disk to measure.") var folder = "."

  func run() async throws {
    let place = URL(filePath: folder).appending(path: "bench-\(UUID())")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let queue = try Self.database(place.appending(path: "raw.sqlite"))
    let rows = try Self.rows(try BenchCampaign(project: common.project).campaign.form)
    var number = 0
    let rate = try Pace.ofWall(seconds: Double(seconds)) {
      let record = try Data(RandomBytes.fresh(16))
      try queue.write { db in
        try db.cachedStatement(sql: "INSERT INTO testimony VALUES (?, 1, ?)")
          .execute(arguments: [record, rows[number % rows.count]])
      }
      number += 1
    }
    try Figure.show([Figure("raw SQLite, one commit a row", rate, "per s")], json: common.json)
  }

  private static func database(_ file: URL) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(
        sql: """
          CREATE TABLE testimony (
            record BLOB NOT NULL PRIMARY KEY,
            epoch  INTEGER NOT NULL,
            bytes  BLOB NOT NULL
          ) STRICT, WITHOUT ROWID
          """)
    }
    return queue
  }

  /// Random rows as long as commitment, record key and layered testimony together.
  private static func rows(_ form: Form) throws -> [Data] {
    let layer = AEAD.tagLength * (form.fields.count + 1)
    let length = SealedTestimony.length(in: form) + layer + Digest.length + 32
    return try (0..<64).map { _ in Data(try RandomBytes.fresh(length)) }
  }
}
