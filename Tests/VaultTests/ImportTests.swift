// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import SealedBundle
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct ImportTests {
  @Test func `a bundle's testimonies are in the vault, with their period`() throws {
    let office = try Office()
    let sealed = try (0..<3).map { try office.canned.sealed("invented \($0)") }
    let bundle = try office.bundle(1, sealed)
    let report = try office.take(bundle.file)
    #expect(report == ImportReport(sequence: 1, added: 3, known: 0, withdrawn: 0))
    let vault = try office.unlocked()
    #expect(try vault.count() == 3)
    let opened = try vault.open(sealed[1].header.record)
    #expect(opened.epoch == 3)
    #expect(opened.sealedBy == .browser)
    let isSame = try opened.content.get() == office.canned.testimony("invented 1")
    #expect(isSame)
    #expect(try office.store.lastImport(of: office.campaign) == Office.today)
  }

  // G6
  @Test func `what may not be the newest bundle does not make withdrawals fresh`() throws {
    let office = try Office()
    let (store, campaign) = (office.store, office.campaign)
    let first = try office.bundle(1, [office.canned.sealed()])
    _ = try store.importBundle(first.file, of: campaign, today: nil)
    #expect(try store.lastImport(of: campaign) == nil)
    try store.noteUpToDate(campaign, today: Office.today)
    #expect(try store.lastImport(of: campaign) == Office.today)
    let second = try office.bundle(2, after: first.digest)
    _ = try store.importBundle(second.file, of: campaign, today: nil)
    #expect(try store.lastImport(of: campaign) == Office.today)
  }

  // G6
  @Test func `an import is done and logged while another program reads, and its log goes later`()
    throws
  {
    let office = try Office()
    let bundle = try office.bundle(1, [office.canned.sealed()])
    let folder = office.store.folder
    let reader = try DatabaseQueue(path: folder.appending(path: "vault.sqlite").path)
    // Who waits for the reader here would wait for ever.
    try office.store.database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA busy_timeout = 0")
    }
    try reader.read { db in
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM testimony")
      try office.take(bundle.file)
    }
    #expect(try office.store.accesses().last?.action == "bundle imported")
    let log = folder.appending(path: "vault.sqlite-wal")
    #expect(try !Data(contentsOf: log).isEmpty)
    _ = try VaultStore(folder: folder)
    #expect(try Data(contentsOf: log).isEmpty)
  }

  // G6
  @Test func `a hole takes nothing away, and a withdrawal does`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let first = try office.take([sealed])
    // Taken by another vault, as far as this one can tell.
    let second = try office.bundle(2, after: first, [sealed], holes: true)
    let told = ImportReport(sequence: 2, added: 0, known: 0, withdrawn: 0, gone: 1)
    #expect(try office.take(second.file) == told)
    #expect(try office.unlocked().count() == 1)
    #expect(try office.unlocked().withdrawn(among: [sealed.header.record]) == [])
    let third = try office.bundle(3, after: second.digest, withdrawn: [sealed.header.record])
    #expect(try office.take(third.file).withdrawn == 1)
    #expect(try office.unlocked().count() == 0)
  }

  // G12
  @Test func `a bundle that was imported is named, and so is an older one`() throws {
    let office = try Office()
    let first = try office.bundle(1, [office.canned.sealed()])
    try office.take(first.file)
    try office.refuses(first.file, as: VaultError.alreadyImported)
    let second = try office.bundle(2, after: first.digest, [office.canned.sealed()])
    try office.take(second.file)
    try office.refuses(second.file, as: VaultError.alreadyImported)
    try office.refuses(first.file, as: VaultError.olderBundle)
    let forged = try office.bundle(2, after: first.digest, [office.canned.sealed()])
    try office.refuses(forged.file, as: VaultError.replayedBundle)
  }

  // G12
  @Test func `a gap is named with the number that is wanted`() throws {
    let office = try Office()
    let second = try office.bundle(2)
    try office.refuses(second.file, as: VaultError.bundleMissing(wanted: 1))
    let digest = try office.take([office.canned.sealed()])
    try office.refuses(
      try office.bundle(4, after: digest).file, as: VaultError.bundleMissing(wanted: 2))
  }

  // G12
  @Test func `a bundle that does not follow from the last is refused`() throws {
    let office = try Office()
    try office.refuses(
      try office.bundle(1, after: [UInt8](repeating: 1, count: 32)).file,
      as: VaultError.brokenSuccession)
    try office.take([office.canned.sealed()])
    try office.refuses(try office.bundle(2).file, as: VaultError.brokenSuccession)
  }

  // G12
  @Test func `without a trusted intake nothing comes in, nor from another one`() throws {
    let office = try Office()
    let fresh = try VaultStore(folder: office.scratch.folder.appending(path: "fresh"))
    try fresh.add(office.campaign, keyFile: office.canned.keyFile)
    let bundle = try office.bundle(1, [office.canned.sealed()])
    #expect(throws: VaultError.intakeNotTrusted) {
      try fresh.importBundle(bundle.file, of: office.campaign, today: Office.today)
    }
    try fresh.trust(intake: [UInt8](repeating: 1, count: 32), for: office.campaign)
    #expect(throws: BundleError.otherIntake) {
      try fresh.importBundle(bundle.file, of: office.campaign, today: Office.today)
    }
    #expect(throws: VaultError.intakeKeyDiffers) {
      try fresh.trust(intake: office.intake.publicKey, for: office.campaign)
    }
    #expect(try fresh.accesses().map(\.action) == ["campaign made", "intake trusted"])
  }

  // G12
  @Test func `a damaged bundle changes nothing in the vault`() throws {
    let office = try Office()
    let sealed = try (0..<2).map { try office.canned.sealed("invented \($0)") }
    let good = Array(try Data(contentsOf: office.bundle(1, sealed).file))
    let file = office.scratch.folder.appending(path: "damaged")
    for (place, error) in [
      (good.count - 1, BundleError.badSignature), (105 + 100, .changed(entry: 1)),
    ] {
      var bytes = good
      bytes[place] ^= 1
      try Data(bytes).write(to: file)
      try office.refuses(file, as: error)
    }
    try Data(good.dropLast()).write(to: file)
    try office.refuses(file, as: BundleError.truncated)
  }

  // G6
  @Test func `withdrawn means gone, with what was decided, and it stays out`() throws {
    let office = try Office()
    let kept = try office.canned.sealed("kept")
    let gone = try office.canned.sealed("gone")
    let digest = try office.take([kept, gone])
    let vault = try office.unlocked()
    for sealed in [kept, gone] {
      for kind in DecisionKind.allCases {
        try vault.decide(kind, Array("decided".utf8), for: sealed.header.record)
      }
    }
    let record = gone.header.record
    let notice = try office.bundle(2, after: digest, withdrawn: [record])
    #expect(try office.take(notice.file).withdrawn == 1)
    #expect(throws: VaultError.unknownRecord) { try vault.open(record) }
    #expect(try vault.records() == [kept.header.record])
    for kind in DecisionKind.allCases { #expect(try vault.decision(kind, for: record) == nil) }
    #expect(try vault.decision(.themes, for: kept.header.record) != nil)
    let slice = Data(gone.bytes[200..<232])
    for file in try office.vaultFiles() {
      #expect(file.bytes.range(of: slice) == nil, "free pages and log too: \(file.name)")
    }
    let late = try office.bundle(3, after: notice.digest, [gone])
    #expect(
      try office.take(late.file) == ImportReport(sequence: 3, added: 0, known: 1, withdrawn: 0))
    #expect(try vault.count() == 1)
  }

  // G6
  @Test func `what had left the intake before stays out, and is told with the arrivals`()
    throws
  {
    let office = try Office()
    let gone = try (0..<2).map { _ in try office.canned.sealed() }
    let ids = gone.map(\.header.record)
    let named = try office.bundle(1, gone, holes: true)
    try office.take(named.file)
    #expect(try office.store.arrivals(of: office.campaign)?.gone == ids.sorted(by: precedes))
    // An intake that was restored without its newer record keys sends it after all.
    let again = try office.bundle(2, after: named.digest, [gone[0]])
    let told = ImportReport(sequence: 2, added: 0, known: 1, withdrawn: 0)
    #expect(try office.take(again.file) == told)
    let notice = try office.bundle(3, after: again.digest, withdrawn: [ids[0]])
    try office.take(notice.file)
    let arrivals = try #require(try office.store.arrivals(of: office.campaign))
    #expect(arrivals.gone == [ids[1]] && arrivals.withdrawals == [ids[0]])
    #expect(arrivals.records == [])
  }

  private func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }

  // G6, G12
  @Test func `a campaign's own id is no testimony's: what is decided for all of it stays`() throws {
    let office = try Office()
    let other = try Canned(
      form: office.campaign.form, opens: "2026-01-01", closes: "2026-12-31", name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    try office.store.trust(intake: office.intake.publicKey, for: other.campaign)
    let vault = try office.unlocked()
    for kind in [DecisionKind.quoted, .reviewers, .scope] {
      try vault.decide(kind, [7], for: office.campaign.id)
    }
    let id = office.campaign.id
    let first = try office.bundle(1, [try office.canned.sealed("invented", record: id)])
    let taken = try office.take(first.file)
    #expect((taken.added, taken.known, taken.refused) == (0, 0, 1))
    let second = try office.bundle(2, after: first.digest, withdrawn: [id])
    #expect(try office.take(second.file).refused == 1)
    let third = try office.bundle(
      3, after: second.digest, [try office.canned.sealed("x", record: id)], holes: true)
    #expect(try office.take(third.file).refused == 1)
    let foreign = try office.bundle(1, withdrawn: [id], of: other.campaign)
    #expect(try office.take(foreign.file, of: other.campaign).refused == 1)
    for kind in [DecisionKind.quoted, .reviewers, .scope] {
      #expect(try vault.decision(kind, for: id) == [7])
    }
    #expect(try vault.records().isEmpty)
  }

  // G6
  @Test func `a notice that comes before its testimony keeps it out`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let notice = try office.bundle(1, withdrawn: [sealed.header.record])
    #expect(try office.take(notice.file).withdrawn == 0)
    #expect(try office.take(office.bundle(2, after: notice.digest, [sealed]).file).added == 0)
  }

  // G12
  @Test func `one campaign's intake cannot withdraw another's testimonies`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    try office.take([sealed])
    let other = try Canned(
      form: office.campaign.form, opens: "2026-01-01", closes: "2026-12-31", name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    try office.store.trust(intake: office.intake.publicKey, for: other.campaign)
    let vault = try office.unlocked()
    try vault.decide(.themes, [1], for: sealed.header.record)
    let notice = try office.bundle(1, withdrawn: [sealed.header.record], of: other.campaign)
    #expect(try office.take(notice.file, of: other.campaign).withdrawn == 0)
    #expect(try vault.count() == 1)
    #expect(try vault.decision(.themes, for: sealed.header.record) == [1])
  }

  @Test func `a testimony keeps the lane by which it came`() throws {
    let office = try Office()
    let (invited, open) = (try office.canned.sealed("one"), try office.canned.sealed("two"))
    let first = try office.bundle(1, [invited], lane: .invited)
    try office.take(first.file)
    // A second time, by the other lane: it is known, and what was known of it stays.
    try office.take(office.bundle(2, after: first.digest, [open, invited]).file)
    let vault = try office.unlocked()
    #expect(try vault.open(invited.header.record).lane == .invited)
    #expect(try vault.open(open.header.record).lane == .open)
    try vault.forEachChunk { chunk in #expect(Set(chunk.map(\.lane)) == [.open, .invited]) }
  }

  // G12
  @Test func `one campaign's intake cannot keep out what another has yet to bring`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let other = try Canned(
      form: office.campaign.form, opens: "2026-01-01", closes: "2026-12-31", name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    try office.store.trust(intake: office.intake.publicKey, for: other.campaign)
    let notice = try office.bundle(1, withdrawn: [sealed.header.record], of: other.campaign)
    try office.take(notice.file, of: other.campaign)
    #expect(try office.take(office.bundle(1, [sealed]).file).added == 1)
    try office.unlocked().decide(.themes, [1], for: sealed.header.record)
  }

  @Test func `a testimony that does not open is named while the others open`() throws {
    let office = try Office()
    let good = try (0..<40).map { try office.canned.sealed("invented \($0)") }
    let record = try RandomBytes.fresh(16)
    var noise = try office.canned.sealed(record: record).bytes
    let length = noise.count - SealedHeader.length
    noise.replaceSubrange(SealedHeader.length..., with: try RandomBytes.fresh(length))
    try office.take(good + [try SealedTestimony(noise, of: office.campaign)])
    let vault = try office.unlocked()
    var opened: [OpenedTestimony] = []
    try vault.forEachChunk(of: 7) { opened += $0 }
    #expect(opened.map(\.record) == (try vault.records()))
    let failed = opened.filter { (try? $0.content.get()) == nil }
    #expect(failed.map(\.record) == [record])
    let error = #expect(throws: OpeningError.self) { try failed.first?.content.get() }
    #expect(error == .cannotOpen)
    let words = Set(opened.compactMap { try? $0.content.get().answers.first?.text })
    #expect(words.count == 40)
  }
}

extension Office {
  /// Expects a refusal by name that changes nothing.
  func refuses<Named: Error & Equatable>(_ bundle: URL, as error: Named) throws {
    let before = try dump()
    #expect(throws: error) { try take(bundle) }
    let isSame = try dump() == before
    #expect(isSame, "a refused bundle changes nothing")
  }
}
