// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Foundation
import GRDB
import SealedCopy
public import TestimonyModel
import Wiping

extension VaultStore {
  /// Writes a sealed copy of the whole vault, consistent even while another command writes.
  ///
  /// What is sealed in the vault stays sealed inside the copy; names, days and the locked keys are sealed with it.
  /// - Throws: ``VaultError/keyFileExists`` where the file is there, ``VaultError/cannotOpenVault``,
  ///   ``VaultError/cannotWrite``.
  public func backUp(
    to file: URL, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(VaultError) {
    let copy = folder.appending(path: "backup.part")
    try? SecretFile.removeAnyway(copy)
    try Self.writeKey([], to: file)
    do {
      defer { try? SecretFile.removeAnyway(copy) }
      try database.backup(to: DatabaseQueue(path: copy.path))
      var writer = try BackupHeader(cost: cost).writer(
        to: FileHandle(forWritingTo: file), passphrase)
      try writer.add(copy, as: BackupNames.database)
      for name in try keyNames() {
        try writer.add(folder.appending(path: "keys/\(name)"), as: "keys/\(name)")
      }
      try writer.addEnd()
      try writer.finish()
      try SecretFile.sync(file.deletingLastPathComponent())
      // Last, so that the log tells of whole copies only. Where it cannot be written no copy stays; a kill between the two
      // alone leaves a whole one that the log does not tell of.
      try log(.backedUp, about: file.lastPathComponent)
    } catch {
      try? FileManager.default.removeItem(at: file)
      throw whyNotBackedUp(error)
    }
  }

  /// What cannot be read is the vault's own: nothing is wrong with where the copy was to go.
  private func whyNotBackedUp(_ error: any Error) -> VaultError {
    if case SealedCopyError.cannotRead = error { return .cannotOpenVault }
    return error as? VaultError ?? .cannotWrite
  }

  /// Makes a vault from a sealed copy, whole or not at all.
  ///
  /// The days of the last imports are forgotten: nothing is released from the restored vault until a pull has brought a signed
  /// bundle and come to its end, or one came by a stick (G6). Whether that one is the newest, only who carries it knows: it has to be,
  /// to bring every withdrawal since the copy was made. Of releases since then the vault knows nothing:
  /// ``mayLackReleases(of:)``.
  /// - Throws: ``VaultError/backupDamaged``, ``VaultError/backupUnreadable``, ``VaultError/wrongPassphrase``,
  ///   ``VaultError/folderNotEmpty``, ``VaultError/cannotWrite``.
  public static func restore(
    _ file: URL, _ passphrase: borrowing SecretBytes, to folder: URL
  ) throws(VaultError) -> VaultStore {
    guard !FileManager.default.fileExists(atPath: folder.path) else { throw .folderNotEmpty }
    let part = folder.deletingLastPathComponent()
      .appending(path: folder.lastPathComponent + ".restoring")
    FileErasure.removeFolder(part)
    do {
      try FileManager.default.createDirectory(
        at: part.appending(path: "keys"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: part.path)
      let (input, header) = try begin(file)
      var reader = try header.reader(input, passphrase)
      // The first chunk does not open for another passphrase.
      do { try reader.begin() } catch SealedCopyError.damaged { throw VaultError.wrongPassphrase }
      while let (name, size) = try reader.nextFile() {
        guard BackupNames.mayHold(name) else { throw VaultError.backupDamaged }
        try reader.write(size, to: part.appending(path: name))
      }
      try reader.finish()
      try mark(part, restoredFrom: file)
      try FileManager.default.moveItem(at: part, to: folder)
      // It is in its place: where the folder's disk cannot say so, nothing is to be done anew.
      try? SecretFile.sync(folder.deletingLastPathComponent())
    } catch {
      FileErasure.removeFolder(part)
      throw whyNotRestored(error)
    }
    return try VaultStore(folder: folder)
  }

  /// Before it is in its place, so that no restored vault is there that counts as fresh, or does not say what it is. (G6, G10)
  private static func mark(_ part: URL, restoredFrom file: URL) throws(VaultError) {
    let store = try VaultStore(folder: part)
    try store.write { try $0.execute(sql: "UPDATE campaign SET lastImport = NULL") }
    try store.log(.restored, about: file.lastPathComponent)
  }

  private static func begin(_ file: URL) throws(VaultError) -> (FileHandle, BackupHeader) {
    do {
      let input = try FileHandle(forReadingFrom: file)
      return (input, try BackupHeader(input))
    } catch { throw .backupUnreadable }
  }

  /// A full disk, or a stick that fails, says nothing against the copy, which may be the last one there is.
  private static func whyNotRestored(_ error: any Error) -> VaultError {
    switch error {
    case let error as VaultError: error
    case SealedCopyError.cannotRead: .backupUnreadable
    case SealedCopyError.cannotWrite: .cannotWrite
    case is SealedCopyError: .backupDamaged
    default: .cannotWrite
    }
  }

  /// Whether the vault was restored, and has released nothing of a campaign since: what went out between the copy and
  /// the restoring is not in it, and would be counted again (G10).
  public func mayLackReleases(of campaign: Campaign) throws(VaultError) -> Bool {
    let entries = try accesses()
    guard let restored = entries.last(where: { $0.action == Access.restored.rawValue }) else {
      return false
    }
    return !entries.dropFirst(restored.number).contains { entry in
      entry.action == Access.released.rawValue
        && entry.about.split(separator: " ").dropLast().joined(separator: " ") == campaign.name
    }
  }

  /// Whether it is a campaign's one key, which custodians have replaced: a split that stopped left it, and no copy may carry it.
  private func isReplaced(_ name: String) -> Bool {
    guard name.hasSuffix(".key") else { return false }
    let custody = folder.appending(path: "keys/\(name.dropLast(4)).custody")
    return FileManager.default.fileExists(atPath: custody.path)
  }

  private func keyNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "keys").path)
      .filter { BackupNames.isKeyName($0) && !isReplaced($0) }.sorted()
  }
}
