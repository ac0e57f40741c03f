// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SecretSharing
import TestimonyModel

@testable import Vault

extension FuzzTarget {
  /// A locked key of any kind; it is unlocked too where what the file asks for costs nothing.
  static let keyFile = FuzzTarget(name: "keyfile") { bytes in
    let kinds: [KeyFile.Kind] = [.opening, .reviewer, .reader, .intakeOperator, .puller]
    let taken = kinds.filter { kind in
      guard let file = KeyFile(json: bytes, kind) else { return false }
      precondition(KeyFile(json: file.json, kind)?.json == file.json, "written as it was read")
      if file.kdf.n <= 16, file.kdf.r <= 8, file.kdf.p <= 1 { _ = try? file.unlocked(words) }
      return true
    }
    precondition(taken.count < 2, "no file serves as two kinds")
    return taken.count == 1
  } seeds: {
    let publicKey = Hex.text(try Fixed.shared.get().campaign.publicKey)
    return ["opening key", "reader key", "pull key"].map { kind in
      Array(
        """
        {"ovoz": "\(kind)", "version": 1, "campaign": "\(Hex.text([UInt8](repeating: 7, count: 16)))",
         "publicKey": "\(publicKey)", "kdf": \(lock), "sealed": "\(lockedBytes)"}
        """.utf8)
    }
  }

  /// A custodian's share on a disk.
  static let shareFile = FuzzTarget(name: "sharefile") { bytes in
    guard let file = try? ShareFile(json: bytes), let place = file.place else { return false }
    precondition((1...place.count).contains(place.index) && place.count <= 255)
    precondition((try? ShareFile(json: file.json))?.json == file.json, "written as it was read")
    if file.kdf.n <= 16, file.kdf.r <= 8, file.kdf.p <= 1 { _ = try? file.unlocked(words) }
    return true
  } seeds: {
    let id = Hex.text([UInt8](repeating: 7, count: 16))
    return [
      Array(
        """
        {"ovoz": "custody share", "version": 1, "campaign": "\(id)", "set": "\(id)", "threshold": 2,
         "count": 3, "index": 1, "custodian": "First", "commitment": "\(id + id)", "kdf": \(lock),
         "sealed": "\(lockedBytes)"}
        """.utf8)
    ]
  }

  /// What a vault's folder says of who holds shares; two shares are then held against it.
  static let custodySet = FuzzTarget(name: "custodyset") { bytes in
    guard let campaign = try? Fixed.shared.get().campaign,
      let set = try? CustodySet(json: bytes, of: campaign)
    else { return false }
    _ = try? set.openingKey(shares, of: campaign)
    _ = try? set.openingKey(words, of: campaign)
    precondition((try? CustodySet(json: set.json, of: campaign))?.json == set.json)
    return true
  } seeds: {
    let campaign = try Fixed.shared.get().campaign
    let commitments = shares.map { "\"\(Hex.text($0.commitment))\"" } + ["\"00\""]
    return [
      Array(
        """
        {"ovoz": "custody set", "version": 1, "campaign": "\(Hex.text(campaign.id))",
         "publicKey": "\(Hex.text(campaign.publicKey))",
         "set": "\(Hex.text(campaign.id))", "threshold": 2,
         "custodians": ["First", "Second", "Third"],
         "commitments": [\(commitments.joined(separator: ", "))], "sealed": "\(lockedBytes)"}
        """.utf8)
    ]
  }

  private static var words: SecretBytes { SecretBytes(copying: [UInt8](repeating: 1, count: 32)) }
  private static let lockedBytes = Hex.text([UInt8](repeating: 2, count: 12 + 32 + 16))
  private static let lock =
    #"{"name": "scrypt", "n": 2, "r": 1, "p": 1, "salt": "\#(String(repeating: "05", count: 16))"}"#

  private static let shares = [UInt8(1), 2].map { index in
    let id = [UInt8](repeating: 7, count: 16)
    let value = SecretBytes(copying: [UInt8](repeating: index, count: 32))
    return CustodyShare(
      place: SharePlace(campaign: id, set: id, threshold: 2, count: 3, index: Int(index)),
      point: SharePoint(index: index, value: value))
  }
}
