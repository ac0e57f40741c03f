// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import TestimonyModel
import Vault

/// A custodian's share file that goes with its campaign; no other file is ever overwritten.
///
/// It is known by what it says of itself, without its passphrase: who destroys need not be able to open. Shares of
/// every set of the campaign go, since those from before open an older copy of the vault.
struct BuriedShare {
  let file: URL
  let place: SharePlace

  /// Reads what a file says it is.
  /// - Throws: ``Failure`` that names a file which is missing, no share, or of another campaign.
  init(_ path: String, of campaign: Campaign) throws {
    file = URL(filePath: path).resolvingSymlinksInPath()
    guard let bytes = Self.bytes(in: file) else {
      throw Failure(
        "\(path) cannot be read",
        hint: "nothing was destroyed; is the stick in? leave out what is gone already", code: 12)
    }
    guard let place = (try? ShareFile(json: bytes))?.place else {
      throw Failure(
        "\(path) is no share, or is damaged, or of a newer version",
        hint: "nothing was destroyed; leave it out, and destroy a damaged share by hand", code: 12)
    }
    guard place.campaign == campaign.id else {
      throw Failure(
        "\(path) is share \(place.index) of another campaign",
        hint: "nothing was destroyed; leave it out: that campaign may need it", code: 12)
    }
    self.place = place
  }

  /// Number and set, as `ovoz keys list` shows the set.
  var label: String { "\(place.index) \(Hex.text(place.set).prefix(8))" }

  /// Overwrites the file and takes it away; false where it stays.
  ///
  /// It is read once more: while names were typed, somebody may have put in another stick.
  func wipe(of campaign: Campaign) -> Bool {
    guard let now = try? BuriedShare(file.path, of: campaign), now.place == place else {
      return false
    }
    do { try SecretFile.remove(now.file) } catch { return false }
    return true
  }

  /// The bytes of an ordinary, small file.
  ///
  /// A stick without permissions shows its files as everybody's: that is no reason not to destroy them.
  private static func bytes(in file: URL) -> [UInt8]? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let handle = try? FileHandle(forReadingFrom: file)
    else { return nil }
    return Array((try? handle.read(upToCount: 65_536)) ?? Data())
  }
}
