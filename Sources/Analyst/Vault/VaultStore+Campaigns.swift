// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import GRDB
public import TestimonyModel

extension VaultStore {
  /// Adds a campaign with its locked opening key; the key file is on disk before the campaign is known.
  public func add(_ campaign: Campaign, keyFile: [UInt8]) throws(VaultError) {
    guard try campaigns().allSatisfy({ $0.name != campaign.name && $0.id != campaign.id }) else {
      throw .campaignExists
    }
    try writeKeyFile(keyFile, of: campaign)
    try write { db in
      try db.execute(
        sql: "INSERT INTO campaign (id, name, file, lastDigest) VALUES (?, ?, ?, ?)",
        arguments: [
          Data(campaign.id), campaign.name, Data(campaign.fileBytes),
          Data(repeating: 0, count: Digest.length),
        ])
    }
    try log(.campaignMade, about: campaign.name)
  }

  /// All campaigns by name.
  public func campaigns() throws(VaultError) -> [Campaign] {
    let files = try read { try Data.fetchAll($0, sql: "SELECT file FROM campaign ORDER BY name") }
    return files.compactMap { try? Campaign(fileBytes: Array($0)) }
  }

  /// The campaign of a name, or the only one there is.
  public func campaign(named name: String?) throws(VaultError) -> Campaign {
    let all = try campaigns()
    if name == nil, all.count == 1, let only = all.first { return only }
    guard let found = all.first(where: { $0.name == name }) else { throw .unknownCampaign }
    return found
  }

  /// Trusts an intake's key for a campaign, once; another key later is refused.
  public func trust(intake key: [UInt8], for campaign: Campaign) throws(VaultError) {
    if let trusted = try trustedIntake(of: campaign) {
      guard trusted == key else { throw .intakeKeyDiffers }
      return
    }
    try write { db in
      try db.execute(
        sql: "UPDATE campaign SET intake = ? WHERE id = ?",
        arguments: [Data(key), Data(campaign.id)])
    }
    try log(.intakeTrusted, about: campaign.name)
  }

  /// The intake key that a campaign's bundles have to be signed by.
  public func trustedIntake(of campaign: Campaign) throws(VaultError) -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db, sql: "SELECT intake FROM campaign WHERE id = ?", arguments: [Data(campaign.id)])
    }.map(Array.init)
  }

  /// The day on which the last bundle that counts as the newest came, or nil.
  public func lastImport(of campaign: Campaign) throws(VaultError) -> Day? {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT lastImport FROM campaign WHERE id = ?", arguments: [Data(campaign.id)])
    }.map(Day.init(number:))
  }

  /// Unlocks a campaign; asks for nothing, says nothing.
  public func unlock(
    _ campaign: Campaign, _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> OpenVault {
    try open(campaign, key: try openingKey(of: campaign, passphrase))
  }

  func keyURL(of campaign: Campaign) -> URL {
    folder.appending(path: "keys/\(Hex.text(campaign.id)).key")
  }

  private func writeKeyFile(_ bytes: [UInt8], of campaign: Campaign) throws(VaultError) {
    try Self.writeKey(bytes, to: keyURL(of: campaign))
  }

  func keyFile(of campaign: Campaign) throws(VaultError) -> [UInt8] {
    if FileManager.default.fileExists(atPath: custodyURL(of: campaign).path) {
      throw .needsCustodians
    }
    return try Self.key(in: keyURL(of: campaign))
  }
}
