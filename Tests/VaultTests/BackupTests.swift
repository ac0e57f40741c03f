// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedCopy
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct BackupTests {
  private static var passphrase: SecretBytes { SecretBytes(copying: Array("of the copy".utf8)) }

  private static func backUp(_ office: Office) throws -> URL {
    let file = office.scratch.folder.appending(path: "copy-\(UUID().uuidString)")
    try office.store.backUp(to: file, passphrase, cost: Canned.cost)
    return file
  }

  private static func restore(_ file: URL, _ office: Office) throws -> VaultStore {
    try VaultStore.restore(
      file, passphrase, to: office.scratch.folder.appending(path: "new-\(UUID().uuidString)"))
  }

  @Test func `a restored vault holds what the copied one held, and opens by the same passphrase`()
    throws
  {
    let office = try Office()
    let sealed = try (0..<60).map { try office.canned.sealed("Invented voice \($0).") }
    try office.take(sealed)
    let vault = try office.unlocked()
    try vault.decide(.themes, Array("decided".utf8), for: sealed[7].header.record)
    let store = try Self.restore(Self.backUp(office), office)
    let restored = try store.unlock(office.campaign, Canned.passphrase)
    #expect(try restored.records() == vault.records())
    #expect(
      try restored.decision(.themes, for: sealed[7].header.record) == Array("decided".utf8))
    #expect(try store.accesses().last?.action == "restored")
    #expect(try office.store.accesses().last?.action == "backed up")
    #expect(try store.isSound())
  }

  @Test func `a copy that was not made is not on record, and none is kept off it`() throws {
    let office = try Office()
    let before = try office.store.accesses()
    let away = office.scratch.folder.appending(path: "no-stick/copy")
    #expect(throws: VaultError.cannotWrite) {
      try office.store.backUp(to: away, Self.passphrase, cost: Canned.cost)
    }
    try office.store.refuseInAccessLog("backed up")
    let file = office.scratch.folder.appending(path: "copy")
    #expect(throws: VaultError.cannotWrite) {
      try office.store.backUp(to: file, Self.passphrase, cost: Canned.cost)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try office.store.accesses() == before)
  }

  // G10
  @Test func `a restored vault may lack releases, campaign by campaign, until it has made one`()
    throws
  {
    let office = try Office()
    #expect(try !office.store.mayLackReleases(of: office.campaign))
    let store = try Self.restore(Self.backUp(office), office)
    #expect(try store.mayLackReleases(of: office.campaign))
    try store.log(.released, about: "\(office.campaign.name) else 1")
    try store.log(.bundleImported, about: "\(office.campaign.name) 2")
    #expect(try store.mayLackReleases(of: office.campaign))
    try store.log(.released, about: "\(office.campaign.name) 1")
    #expect(try !store.mayLackReleases(of: office.campaign))
  }

  // G6
  @Test func `who withdrew after the copy was made is gone at the restored vault's next sync`()
    throws
  {
    let office = try Office()
    let (stays, leaves) = (try office.canned.sealed(), try office.canned.sealed("To be gone."))
    let first = try office.take([stays, leaves])
    let copy = try Self.backUp(office)
    let second = try office.bundle(2, after: first, withdrawn: [leaves.header.record])
    try office.take(second.file)
    let store = try Self.restore(copy, office)
    let vault = try store.unlock(office.campaign, Canned.passphrase)
    #expect(try vault.count() == 2)
    // Nothing is released from it before it has taken a bundle.
    #expect(try store.lastImport(of: office.campaign) == nil)
    _ = try store.importBundle(second.file, of: office.campaign, today: Office.today)
    #expect(try vault.records() == [stays.header.record])
    #expect(try store.lastImport(of: office.campaign) == Office.today)
  }

  // G8
  @Test func `a copy shows neither names nor keys nor sealed bytes`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    try office.take([sealed])
    let bytes = try Data(contentsOf: Self.backUp(office))
    for part in [
      Data("SQLite format".utf8), Data("invented".utf8), Data(sealed.bytes.suffix(64)),
      Data(office.canned.keyFile.prefix(64)), Data(office.campaign.id),
    ] {
      #expect(bytes.range(of: part) == nil)
    }
    let left = try office.vaultFiles().map(\.name)
    #expect(!left.contains("backup.part"))
  }

  // G12
  @Test
  func `a copy that was changed, cut, lengthened or rearranged is refused, and leaves nothing`()
    throws
  {
    let office = try Office()
    let sealed = try office.canned.sealed()
    try office.take([sealed])
    // More than two chunks.
    try office.unlocked().decide(.reply, RandomBytes.fresh(3 << 20), for: sealed.header.record)
    let copy = try Data(contentsOf: Self.backUp(office))
    let chunk = SealedStream.chunk + AEAD.tagLength
    try #require(copy.count > BackupHeader.length + 2 * chunk)
    var spoiled: [(String, Data)] = []
    for place in [0, 4, 12, 20, 24, 30, 41, 41 + chunk + 5, copy.count - 1] {
      var changed = copy
      changed[place] ^= 1
      spoiled.append(("byte \(place)", changed))
    }
    spoiled.append(("no end", copy.prefix(BackupHeader.length + chunk)))
    spoiled.append(("cut", copy.dropLast(1)))
    spoiled.append(("longer", copy + Data([0])))
    let (one, two) = (41..<(41 + chunk), (41 + chunk)..<(41 + 2 * chunk))
    let swapped = copy.prefix(41) + copy[two] + copy[one] + copy.dropFirst(41 + 2 * chunk)
    spoiled.append(("swapped", swapped))
    for (name, bytes) in spoiled {
      let file = office.scratch.folder.appending(path: UUID().uuidString)
      try bytes.write(to: file)
      let target = office.scratch.folder.appending(path: "never")
      #expect(throws: VaultError.self, "\(name)") {
        _ = try VaultStore.restore(file, Self.passphrase, to: target)
      }
      #expect(!FileManager.default.fileExists(atPath: target.path))
      #expect(!FileManager.default.fileExists(atPath: target.path + ".restoring"))
    }
  }

  @Test func `a folder that cannot be made says nothing against the copy`() throws {
    let office = try Office()
    let copy = try Self.backUp(office)
    let below = copy.appending(path: "new")
    #expect(throws: VaultError.cannotWrite) {
      _ = try VaultStore.restore(copy, Self.passphrase, to: below)
    }
    #expect(try Self.restore(copy, office).isSound())
  }

  @Test(arguments: ["", "no-such-copy"])
  func `a copy that cannot be read was not changed for that`(name: String) throws {
    let office = try Office()
    let target = office.scratch.folder.appending(path: "never")
    // Without a name it is a folder, which opens and cannot be read.
    let file = name.isEmpty ? office.scratch.folder : office.scratch.folder.appending(path: name)
    #expect(throws: VaultError.backupUnreadable) {
      _ = try VaultStore.restore(file, Self.passphrase, to: target)
    }
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  @Test func `a wrong passphrase and a folder that is there are refused`() throws {
    let office = try Office()
    let copy = try Self.backUp(office)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try VaultStore.restore(
        copy, Canned.passphrase, to: office.scratch.folder.appending(path: "new"))
    }
    #expect(throws: VaultError.folderNotEmpty) {
      _ = try VaultStore.restore(copy, Self.passphrase, to: office.store.folder)
    }
    #expect(throws: VaultError.keyFileExists) {
      try office.store.backUp(to: copy, Self.passphrase, cost: Canned.cost)
    }
  }
}
