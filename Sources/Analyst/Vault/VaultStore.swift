// SPDX-License-Identifier: Apache-2.0

public import Foundation
import GRDB
import Wiping

/// The vault on the analyst's disk: sealed testimonies, sealed decisions, and no words (G8).
public final class VaultStore: Sendable {
  /// The vault's folder, mode 0700.
  public let folder: URL
  let database: DatabaseQueue
  /// How many seconds it is waited for another program that writes.
  static let patience = 10

  /// Opens, or makes, the vault in a folder.
  public init(folder: URL) throws(VaultError) {
    self.folder = folder
    // What is withdrawn must not stay in free blocks of the disk (G6).
    guard WipingDisk.isUsed else { throw .cannotOpenVault }
    do {
      try Self.refuseOpenFolder(folder)
      try FileManager.default.createDirectory(
        at: folder.appending(path: "keys"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
      let file = folder.appending(path: "vault.sqlite")
      database = try DatabaseQueue(path: file.path, configuration: Self.configuration)
      guard try database.read(Schema.vault.hasBeenSuperseded) == false else {
        throw VaultError.newerVault
      }
      try Schema.vault.migrate(database)
      // As in the intake's store: GRDB leaves NORMAL behind when it turns on WAL.
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      Self.emptyLogIfFree(database)
    } catch { throw Self.why(error, orElse: .cannotOpenVault) }
  }

  /// A vault that others could look into may have been copied: a person has to know that, before it is mended.
  private static func refuseOpenFolder(_ folder: URL) throws(VaultError) {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "vault.sqlite").path),
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
    else { return }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else { throw .folderUnsafe }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(TimeInterval(patience))
    configuration.publicStatementArguments = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      // Sorting and grouping must not spill into a file under /tmp (G8).
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(VaultError) -> Value {
    do { return try database.read(body) } catch {
      throw Self.why(error, orElse: .cannotOpenVault)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(VaultError) -> Value {
    do { return try database.write(body) } catch { throw Self.why(error, orElse: .cannotWrite) }
  }

  /// The vault's own error; of the database's, damage is told apart from a full disk and from a folder that is somebody else's.
  private static func why(_ error: any Error, orElse other: VaultError) -> VaultError {
    if let named = error as? VaultError { return named }
    let code = (error as? DatabaseError)?.resultCode
    return code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB ? .vaultDamaged : other
  }
}
