// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

// G10
@Suite struct ReviewerKeyTests {
  static let cheap = PassphraseKey.ScryptCost(n: 16, r: 8, p: 1)

  @Test func `her passphrase opens her key, and another's does not`() throws {
    let made = try make()
    let key = try ReviewerKey.unlock(made.file, name: "sitora", words("hers"))
    #expect(key.publicKey == made.publicKey)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try ReviewerKey.unlock(made.file, name: "sitora", words("another's")).publicKey
    }
  }

  @Test func `under another name it is another key`() throws {
    let made = try make()
    #expect(throws: VaultError.keyFileUnreadable) {
      _ = try ReviewerKey.unlock(made.file, name: "firuza", words("hers")).publicKey
    }
    let renamed = String(decoding: made.file, as: UTF8.self)
      .replacingOccurrences(of: "sitora", with: "firuza")
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try ReviewerKey.unlock(Array(renamed.utf8), name: "firuza", words("hers")).publicKey
    }
  }

  @Test func `an opening key is no reviewer's key`() throws {
    let canned = try Canned()
    #expect(throws: VaultError.keyFileUnreadable) {
      _ = try ReviewerKey.unlock(canned.keyFile, name: "sitora", Canned.passphrase).publicKey
    }
    let disguised = String(decoding: canned.keyFile, as: UTF8.self)
      .replacingOccurrences(of: "opening key", with: "reviewer key")
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try ReviewerKey.unlock(
        Array(disguised.utf8), name: Hex.text(canned.campaign.id), Canned.passphrase
      ).publicKey
    }
  }

  @Test func `a key file is never replaced, and one that others can read is refused`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "sitora.key")
    try VaultStore.writeKey([1, 2], to: file)
    #expect(throws: VaultError.keyFileExists) { try VaultStore.writeKey([3], to: file) }
    #expect(try VaultStore.key(in: file) == [1, 2])
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    #expect(throws: VaultError.keyFileUnsafe) { try VaultStore.key(in: file) }
    #expect(throws: VaultError.keyMissing) {
      try VaultStore.key(in: folder.appending(path: "firuza.key"))
    }
  }

  private func make() throws -> (file: [UInt8], publicKey: [UInt8]) {
    try ReviewerKey.make(name: "sitora", words("hers"), cost: Self.cheap)
  }

  private func words(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }
}
