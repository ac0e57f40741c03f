// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SecretSharing
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct CustodyTests {
  // G9
  @Test func `every subset of k custodians opens, none of k-1 does, for all k up to n up to 6`()
    throws
  {
    let office = try Office()
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    for count in 2...6 {
      for threshold in 2...count {
        let (set, shares) = try CustodySet.split(
          key, of: office.campaign, threshold: threshold, custodians: Board.names(count))
        for mask in 0..<(1 << count) {
          let there = shares.indices.filter { mask >> $0 & 1 == 1 }.map { shares[$0] }
          if there.count >= threshold {
            let opened = try set.openingKey(there, of: office.campaign)
            #expect(opened.publicKey == office.campaign.publicKey)
          } else {
            #expect(throws: VaultError.sharesMissing(wanted: threshold - there.count)) {
              _ = try set.openingKey(there, of: office.campaign)
            }
          }
        }
      }
    }
  }

  // G9
  @Test func `k-1 custodians who leave out the check get a key that opens nothing`() throws {
    let board = try Board(threshold: 3, of: 4)
    for missing in board.shares.indices {
      let there = board.shares.indices.filter { $0 != missing }.prefix(2).map { board.shares[$0] }
      let guess = try Shamir.join(there.map(\.point), threshold: 2)
      #expect(throws: VaultError.wrongPassphrase) {
        _ = try board.set.openingKey(guess, of: board.office.campaign)
      }
    }
  }

  // G9
  @Test func `after a split the one key file is gone, and the campaign opens by custodians only`()
    throws
  {
    let office = try Office()
    try office.take([office.canned.sealed("Invented words of one voice.")])
    let file = office.store.keyURL(of: office.campaign)
    let before = try Data(contentsOf: file)
    let board = try Board(office, threshold: 2, of: 3)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try office.vaultFiles().allSatisfy { $0.bytes.range(of: before) == nil })
    #expect(throws: VaultError.needsCustodians) { try office.unlocked() }
    let vault = try board.opened([0, 2])
    guard case .success = try vault.open(try #require(vault.records().first)).content else {
      Issue.record("it does not open")
      return
    }
    #expect(try office.store.accesses().last?.action == "key split")
  }

  // G9
  @Test func `a split that was interrupted is finished at the next opening together`() throws {
    let office = try Office()
    let key = office.store.keyURL(of: office.campaign)
    let file = try Data(contentsOf: key)
    let board = try Board(office, threshold: 2, of: 3)
    try VaultStore.writeKey(Array(file), to: key)
    #expect(throws: VaultError.needsCustodians) { try office.unlocked() }
    // No copy that is made meanwhile carries the one key past the custodians.
    let copy = office.scratch.folder.appending(path: "copy")
    let lock = SecretBytes(copying: Array("of the copy".utf8))
    try office.store.backUp(to: copy, lock, cost: Canned.cost)
    let again = try VaultStore.restore(
      copy, lock, to: office.scratch.folder.appending(path: "again"))
    #expect(!FileManager.default.fileExists(atPath: again.keyURL(of: office.campaign).path))
    _ = try board.opened([0, 1])
    #expect(!FileManager.default.fileExists(atPath: key.path))
  }

  // G9
  @Test func `a split that fails once it counts is no error, and says what is left`() throws {
    let office = try Office()
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    let (set, shares) = try CustodySet.split(
      key, of: office.campaign, threshold: 2, custodians: Board.names(3))
    try office.store.refuseInAccessLog("key split")
    #expect(try office.store.keep(set, of: office.campaign) == [.logEntry])
    let file = office.store.keyURL(of: office.campaign)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(throws: VaultError.needsCustodians) { try office.unlocked() }
    _ = try office.store.unlock(office.campaign, together: set.joined([shares[0], shares[2]]))
  }

  // G9
  @Test func `a key file that cannot be wiped does not undo a split, and goes on record`() throws {
    let office = try Office()
    let file = office.store.keyURL(of: office.campaign)
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    let (set, shares) = try CustodySet.split(
      key, of: office.campaign, threshold: 2, custodians: Board.names(2))
    // Nobody can write to a folder, root neither.
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    #expect(try office.store.keep(set, of: office.campaign) == [.replacedFile])
    #expect(try office.store.accesses().last?.action == "key split")
    #expect(try office.store.custodySet(of: office.campaign).id == set.id)
    try FileManager.default.removeItem(at: file)
    _ = try office.store.unlock(office.campaign, together: set.joined(shares))
  }

  // G9
  @Test func `a sharing anew that fails once it counts says what is left`() throws {
    let office = try Office()
    let board = try Board(office, threshold: 2, of: 3)
    let again = try board.reshared(threshold: 2, of: 3)
    try office.store.refuseInAccessLog("key reshared")
    let left = try office.store.keep(again.set, of: office.campaign, replacing: board.set.id)
    #expect(left == [.logEntry])
    #expect(throws: VaultError.shareOfAnotherSet(1)) {
      _ = try office.store.custodySet(of: office.campaign).joined(board.shares)
    }
    _ = try again.opened([0, 2])
  }

  // G9
  @Test func `a set that could not be written does not count`() throws {
    let office = try Office()
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    let set = try CustodySet.split(
      key, of: office.campaign, threshold: 2, custodians: Board.names(2)
    ).set
    let part = office.store.custodyURL(of: office.campaign).appendingPathExtension("part")
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: false)
    let before = try office.store.accesses()
    #expect(throws: VaultError.cannotWrite) { try office.store.keep(set, of: office.campaign) }
    #expect(try office.store.accesses() == before)
    _ = try office.unlocked()
  }

  // G9
  @Test func `a share of another set is known by what its file says`() throws {
    let board = try Board(threshold: 2, of: 3)
    let other = try Board(threshold: 2, of: 3)
    let place = try #require(try ShareFile(json: board.file(1)).place)
    try board.set.check(place)
    #expect(throws: VaultError.shareOfAnotherCampaign(2)) { try other.set.check(place) }
    let again = try board.reshared(threshold: 2, of: 3)
    #expect(throws: VaultError.shareOfAnotherSet(2)) { try again.set.check(place) }
  }

  // G9
  @Test func `a wrong share is named by its number`() throws {
    let board = try Board(threshold: 2, of: 3)
    let place = board.shares[1].place
    let wrong = CustodyShare(
      place: place, point: SharePoint(index: 2, value: try RandomBytes.secret(32)))
    #expect(throws: VaultError.wrongShare(2)) {
      _ = try board.set.joined([board.shares[0], wrong])
    }
    #expect(throws: VaultError.shareTwice(1)) {
      _ = try board.set.joined([board.shares[0], board.shares[0]])
    }
  }

  // G9
  @Test func `shares of another campaign and of another splitting are refused`() throws {
    let board = try Board(threshold: 2, of: 3)
    let other = try Board(threshold: 2, of: 3)
    #expect(throws: VaultError.shareOfAnotherCampaign(2)) {
      _ = try board.set.joined([board.shares[0], other.shares[1]])
    }
    let again = try board.reshared(threshold: 2, of: 3)
    #expect(throws: VaultError.shareOfAnotherSet(3)) {
      _ = try again.set.joined([again.shares[0], board.shares[2]])
    }
    #expect(throws: VaultError.keyFileUnreadable) {
      _ = try CustodySet(json: board.set.json, of: other.office.campaign)
    }
  }

  // G9
  @Test func `sharing anew touches no testimony, and the shares from before open nothing`() throws {
    let office = try Office()
    try office.take([office.canned.sealed()])
    let board = try Board(office, threshold: 2, of: 3)
    let before = try office.testimonies()
    let again = try board.reshared(threshold: 3, of: 4)
    try office.store.keep(again.set, of: office.campaign, replacing: board.set.id)
    #expect(try office.testimonies() == before)
    let kept = try office.store.custodySet(of: office.campaign)
    #expect(throws: VaultError.shareOfAnotherSet(1)) { _ = try kept.joined(board.shares) }
    // Nor what the old shares stand for, with the wrapping that is there now.
    let together = try board.set.joined(board.shares)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try office.store.unlock(office.campaign, together: together)
    }
    _ = try office.store.unlock(office.campaign, together: kept.joined(again.shares))
    #expect(try office.store.accesses().last?.action == "key reshared")
  }

  // G9
  @Test func `sharing anew that stopped changes nothing, and leaves nothing that opens`() throws {
    let office = try Office()
    let board = try Board(office, threshold: 2, of: 3)
    let again = try board.reshared(threshold: 2, of: 3)
    let file = office.store.custodyURL(of: office.campaign)
    let (part, old) = (
      file.appendingPathExtension("part"), file.appendingPathExtension("old")
    )
    // As it is between the second name of the old file and the new file's taking its place.
    try VaultStore.writeKey(again.set.json, to: part)
    try FileManager.default.linkItem(at: file, to: old)
    for _ in 0..<2 { _ = try board.opened([0, 1]) }
    #expect(!FileManager.default.fileExists(atPath: part.path))
    #expect(!FileManager.default.fileExists(atPath: old.path))
    #expect(try office.store.custodySet(of: office.campaign).json == board.set.json)
    // The next try goes through.
    try office.store.keep(again.set, of: office.campaign, replacing: board.set.id)
    _ = try again.opened([1, 2])
  }

  // G9
  @Test func `who wipes keys waits until another program is done with them`() async throws {
    let office = try Office()
    let board = try Board(office, threshold: 2, of: 3)
    let lock = try KeysLock(office.store.folder)
    let part = office.store.custodyURL(of: office.campaign).appendingPathExtension("part")
    try VaultStore.writeKey(Array("another program's".utf8), to: part)
    let opening = Task.detached { _ = try board.opened([0, 1]) }
    try await Task.sleep(for: .milliseconds(200))
    #expect(FileManager.default.fileExists(atPath: part.path))
    lock.release()
    try await opening.value
    #expect(!FileManager.default.fileExists(atPath: part.path))
  }

  // G9
  @Test func `any altered byte of a share file or of the set's file is refused`() throws {
    let board = try Board(threshold: 2, of: 2)
    let file = try board.file(0)
    for place in file.indices {
      var changed = file
      changed[place] ^= 1
      // A changed space between members changes nothing that is said.
      guard
        String(decoding: changed, as: UTF8.self).filter({ !$0.isWhitespace })
          != String(decoding: file, as: UTF8.self).filter({ !$0.isWhitespace })
      else { continue }
      #expect(throws: VaultError.self, "byte \(place)") {
        let share = try ShareFile(json: changed).unlocked(Board.passphrase(0))
        try board.set.check(share)
      }
    }
    let set = board.set.json
    for place in set.indices {
      var changed = set
      changed[place] ^= 1
      guard
        String(decoding: changed, as: UTF8.self).filter({ !$0.isWhitespace })
          != String(decoding: set, as: UTF8.self).filter({ !$0.isWhitespace })
      else { continue }
      #expect(throws: VaultError.self, "byte \(place)") {
        let set = try CustodySet(json: changed, of: board.office.campaign)
        _ = try set.openingKey(board.shares, of: board.office.campaign)
      }
    }
  }

  @Test func `a share opens by its custodian's passphrase only, from its file and from paper`()
    throws
  {
    let board = try Board(threshold: 2, of: 3)
    let file = try ShareFile(json: board.file(1))
    #expect(throws: VaultError.wrongPassphrase) { _ = try file.unlocked(Board.passphrase(0)) }
    let share = try file.unlocked(Board.passphrase(1))
    try board.set.check(share)
    let paper = try share.paper(Board.passphrase(1), cost: Canned.cost)
    let typed = try #require(
      PaperShare(
        try paper.lines.map {
          try PaperLine(reading: $0.groups.joined(separator: " "), number: $0.number)
        }))
    let back = try board.set.share(on: typed, Board.passphrase(1), cost: Canned.cost)
    #expect(back.commitment == share.commitment)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try board.set.share(on: typed, Board.passphrase(2), cost: Canned.cost)
    }
    #expect(throws: VaultError.shareOfAnotherSet(2)) {
      _ = try board.reshared(threshold: 2, of: 3).set.share(
        on: typed, Board.passphrase(1), cost: Canned.cost)
    }
  }

  @Test func `fewer than two never open together`() throws {
    let office = try Office()
    let key = try office.store.openingKey(of: office.campaign, Canned.passphrase)
    for (threshold, count) in [(1, 3), (0, 2), (4, 3), (1, 1), (2, 256)] {
      #expect(throws: VaultError.badThreshold) {
        _ = try CustodySet.split(
          key, of: office.campaign, threshold: threshold, custodians: Board.names(count))
      }
    }
  }

  // G8, G9
  @Test func `neither key nor share is in any file in clear`() throws {
    let board = try Board(threshold: 2, of: 2)
    let key = try board.set.openingKey(board.shares, of: board.office.campaign)
    let secrets =
      [key.scalar.withBytes { Array($0) }]
      + board.shares.map { share in share.point.value.withBytes { Array($0) } }
    let files = try [board.set.json, board.file(0), board.file(1)]
    for file in files {
      for secret in secrets {
        let text = String(decoding: file, as: UTF8.self)
        #expect(!text.contains(Hex.text(secret)))
        #expect(!text.contains(Data(secret).base64EncodedString()))
      }
    }
  }
}
