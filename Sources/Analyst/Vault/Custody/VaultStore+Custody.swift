// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import GRDB
public import TestimonyModel

/// Who can open a campaign.
public enum Custody: Sendable {
  /// Whoever knows the passphrase of the one key file.
  case onePassphrase
  /// Custodians together.
  case shared(CustodySet)
  /// Nobody any more, since that day.
  case buried(Day)
  /// Nobody here: the key's file is not in this vault.
  case missing
}

extension VaultStore {
  /// Who can open a campaign.
  public func custody(of campaign: Campaign) throws(VaultError) -> Custody {
    if let day = try burial(of: campaign) { return .buried(day) }
    let exists = { FileManager.default.fileExists(atPath: $0) }
    if exists(custodyURL(of: campaign).path) { return .shared(try custodySet(of: campaign)) }
    return exists(keyURL(of: campaign).path) ? .onePassphrase : .missing
  }

  /// What the vault keeps of a campaign's splitting.
  /// - Throws: ``VaultError/buried``, ``VaultError/notSplit``; ``VaultError/keyFileUnreadable``.
  public func custodySet(of campaign: Campaign) throws(VaultError) -> CustodySet {
    if try burial(of: campaign) != nil { throw .buried }
    guard FileManager.default.fileExists(atPath: custodyURL(of: campaign).path) else {
      throw .notSplit
    }
    return try CustodySet(json: try Self.key(in: custodyURL(of: campaign)), of: campaign)
  }

  /// Puts a set in the place of the one key file, or of the set before.
  ///
  /// The new file is on disk and was read back before the old one is wiped and goes. An error means that the set does
  /// not count and all is as before. What fails once it is in its place undoes nothing: it is given back instead, since
  /// whoever took it for a refusal would destroy the shares.
  /// - Throws: ``VaultError/cannotWrite``.
  @discardableResult
  public func keep(
    _ set: CustodySet, of campaign: Campaign, replacing old: String? = nil
  ) throws(VaultError) -> [SplitRest] {
    let lock = try KeysLock(folder)
    defer { lock.release() }
    try place(set, of: campaign, replacing: old)
    return finish(set, of: campaign, old == nil ? .keySplit : .keyReshared)
  }

  private func place(
    _ set: CustodySet, of campaign: Campaign, replacing old: String?
  ) throws(VaultError) {
    let file = custodyURL(of: campaign)
    let part = file.appendingPathExtension("part")
    try removeUnfinished(campaign)
    try Self.writeKey(set.json, to: part)
    guard try Self.key(in: part) == set.json else { throw .cannotWrite }
    // The old file keeps a name until the new one has its own: at no moment is there neither.
    let before = file.appendingPathExtension("old")
    if old != nil, link(file.path, before.path) != 0 { throw .cannotWrite }
    guard rename(part.path, file.path) == 0 else {
      if old != nil { unlink(before.path) }
      throw .cannotWrite
    }
  }

  /// The log gets its entry also where a file stays: the set counts from here on.
  private func finish(
    _ set: CustodySet, of campaign: Campaign, _ done: Access
  ) -> [SplitRest] {
    var left: [SplitRest] = []
    do {
      try SecretFile.sync(custodyURL(of: campaign).deletingLastPathComponent())
      try removeReplaced(campaign)
    } catch { left.append(.replacedFile) }
    let about =
      "\(campaign.name) \(set.threshold) of \(set.custodians.count) \(set.id.prefix(8))"
    do { try log(done, about: about) } catch { left.append(.logEntry) }
    return left
  }

  /// The one key file, the set that was replaced, and one that never took its place: what would still open past the custodians.
  func removeWhatIsBefore(_ campaign: Campaign) throws(VaultError) {
    let lock = try KeysLock(folder)
    defer { lock.release() }
    try removeUnfinished(campaign)
    try removeReplaced(campaign)
  }

  private func removeReplaced(_ campaign: Campaign) throws(VaultError) {
    let before = custodyURL(of: campaign).appendingPathExtension("old")
    let files = [keyURL(of: campaign), before].filter {
      FileManager.default.fileExists(atPath: $0.path)
    }
    guard !files.isEmpty else { return }
    // What took their place has its name on the disk first, also where a split stopped before it saw to that.
    try SecretFile.sync(before.deletingLastPathComponent())
    for file in files { try SecretFile.remove(file) }
  }

  /// What is left of a splitting that stopped before its end: that one never counted.
  private func removeUnfinished(_ campaign: Campaign) throws(VaultError) {
    let file = custodyURL(of: campaign)
    let part = file.appendingPathExtension("part")
    if FileManager.default.fileExists(atPath: part.path) { try SecretFile.remove(part) }
    let before = file.appendingPathExtension("old")
    // Two names of one file: it was not replaced yet, and wiping it by the one would wipe it by the other.
    if SecretFile.isOne(file, before), unlink(before.path) != 0 { throw .cannotWrite }
  }

  /// Unlocks a campaign with what its custodians hold together; they have been put on record already.
  ///
  /// Should the machine have stopped in the middle of a split, this finishes it.
  public func unlock(
    _ campaign: Campaign, together: borrowing SecretBytes
  ) throws(VaultError) -> OpenVault {
    let key = try custodySet(of: campaign).openingKey(together, of: campaign)
    try removeWhatIsBefore(campaign)
    return try OpenVault(store: self, campaign: campaign, key: key)
  }

  /// The one key of a campaign that is not split.
  public func openingKey(
    of campaign: Campaign, _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> OpeningKey {
    if try burial(of: campaign) != nil { throw .buried }
    return try OpeningKey(unlocking: try keyFile(of: campaign), passphrase, for: campaign)
  }

  /// Opens a campaign whose key is at hand.
  public func open(
    _ campaign: Campaign, key: borrowing OpeningKey
  ) throws(VaultError) -> OpenVault {
    try sweepStrays()
    return try OpenVault(store: self, campaign: campaign, key: key)
  }

  func custodyURL(of campaign: Campaign) -> URL {
    folder.appending(path: "keys/\(Hex.text(campaign.id)).custody")
  }
}
