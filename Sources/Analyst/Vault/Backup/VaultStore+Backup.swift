// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Foundation
import GRDB

extension VaultStore {
  private static let databaseName = "vault.sqlite"

  /// Writes a sealed copy of the whole vault, consistent even while another command writes.
  ///
  /// What is sealed in the vault stays sealed inside the copy; names, days and the locked keys are sealed with it.
  /// - Throws: ``VaultError/keyFileExists`` where the file is there, ``VaultError/cannotWrite``.
  public func backUp(
    to file: URL, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(VaultError) {
    try log(.backedUp, about: file.lastPathComponent)
    let copy = folder.appending(path: "backup.part")
    try? FileManager.default.removeItem(at: copy)
    try Self.writeKey([], to: file)
    do {
      defer { try? FileManager.default.removeItem(at: copy) }
      try database.backup(to: DatabaseQueue(path: copy.path))
      var writer = try BackupWriter(
        to: FileHandle(forWritingTo: file), passphrase, cost: cost)
      try Self.add(copy, as: Self.databaseName, to: &writer)
      for name in try keyNames() {
        try Self.add(folder.appending(path: "keys/\(name)"), as: "keys/\(name)", to: &writer)
      }
      try Self.addEnd(to: &writer)
      try writer.finish()
      try SecretFile.sync(file.deletingLastPathComponent())
    } catch {
      try? FileManager.default.removeItem(at: file)
      throw error as? VaultError ?? .cannotWrite
    }
  }

  /// Makes a vault from a sealed copy, whole or not at all.
  ///
  /// The days of the last imports are forgotten: nothing is released from the restored vault until it has taken the
  /// newest bundle, and with it every withdrawal since the copy was made (G6).
  /// - Throws: ``VaultError/backupDamaged``, ``VaultError/wrongPassphrase``, ``VaultError/folderNotEmpty``.
  public static func restore(
    _ file: URL, _ passphrase: borrowing SecretBytes, to folder: URL
  ) throws(VaultError) -> VaultStore {
    guard !FileManager.default.fileExists(atPath: folder.path) else { throw .folderNotEmpty }
    let part = folder.deletingLastPathComponent()
      .appending(path: folder.lastPathComponent + ".restoring")
    try? FileManager.default.removeItem(at: part)
    do {
      try FileManager.default.createDirectory(
        at: part.appending(path: "keys"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: part.path)
      var reader = try BackupReader(FileHandle(forReadingFrom: file), passphrase)
      try reader.begin()
      while let (name, size) = try nextFile(&reader) {
        try write(size, from: &reader, to: part.appending(path: name))
      }
      try reader.finish()
      try FileManager.default.moveItem(at: part, to: folder)
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error as? VaultError ?? .backupDamaged
    }
    let store = try VaultStore(folder: folder)
    try store.write { try $0.execute(sql: "UPDATE campaign SET lastImport = NULL") }
    try store.log(.restored, about: file.lastPathComponent)
    return store
  }

  private func keyNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "keys").path)
      .filter { Self.isKeyName($0) }.sorted()
  }

  /// What may stand in the folder of keys: no name leads out of it.
  private static func isKeyName(_ name: String) -> Bool {
    (name.hasSuffix(".key") || name.hasSuffix(".custody")) && name.utf8.count <= 100
      && name.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
          || byte == 0x2e
      } && !name.hasPrefix(".")
  }

  /// One file: length of the name, name, size, bytes (BackupFormat §3).
  private static func add(
    _ file: URL, as name: String, to writer: inout BackupWriter
  ) throws {
    let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
    var left = size?.uint64Value ?? 0
    var head: [UInt8] = []
    head.append(bigEndian: UInt16(name.utf8.count))
    head += Array(name.utf8)
    head.append(bigEndian: left)
    try writer.add(head)
    let input = try FileHandle(forReadingFrom: file)
    while left > 0 {
      let bytes = try input.read(upToCount: Int(min(left, UInt64(BackupCipher.chunk)))) ?? Data()
      guard !bytes.isEmpty else { throw VaultError.cannotWrite }
      try writer.add(bytes)
      left -= UInt64(bytes.count)
    }
  }

  private static func addEnd(to writer: inout BackupWriter) throws { try writer.add([0, 0]) }

  private static func nextFile(_ reader: inout BackupReader) throws -> (String, UInt64)? {
    var length = try reader.take(2)[...]
    guard let count = length.take(UInt16.self), count > 0 else { return nil }
    let name = String(decoding: try reader.take(Int(count)), as: UTF8.self)
    let inKeys = name.hasPrefix("keys/") && isKeyName(String(name.dropFirst(5)))
    guard name == databaseName || inKeys else { throw VaultError.backupDamaged }
    var size = try reader.take(8)[...]
    return (name, size.take(UInt64.self) ?? 0)
  }

  private static func write(
    _ size: UInt64, from reader: inout BackupReader, to file: URL
  ) throws {
    try writeKey([], to: file)
    let output = try FileHandle(forWritingTo: file)
    var left = size
    while left > 0 {
      let bytes = try reader.take(Int(min(left, UInt64(BackupCipher.chunk))))
      try output.write(contentsOf: Data(bytes))
      left -= UInt64(bytes.count)
    }
    try output.synchronize()
    try output.close()
  }
}
