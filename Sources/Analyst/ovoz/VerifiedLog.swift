// SPDX-License-Identifier: Apache-2.0

import TestimonyModel
import TransparencyLog
import Vault

/// A log that was found in order by itself: campaign, signature, size and root.
struct VerifiedLog {
  let file: String
  let signed: SignedCheckpoint
  let tree: MerkleTree

  var checkpoint: Checkpoint { signed.checkpoint }

  init(_ file: String, _ bytes: [UInt8], _ campaign: Campaign, _ store: VaultStore) throws {
    guard let intake = try store.trustedIntake(of: campaign) else {
      throw VaultError.intakeNotTrusted
    }
    do {
      let log = try LogFile(bytes)
      tree = try log.verify(of: campaign.id, by: intake)
      signed = log.checkpoint
      self.file = file
    } catch { throw Failure(error, in: file) }
  }

  func checkGoesOn(from older: VerifiedLog) throws {
    do { try tree.checkGoesOn(from: older.checkpoint, to: checkpoint) } catch {
      throw Failure(error, in: file)
    }
  }

  /// Checks against what the vault saw before; gives that.
  func remember(_ campaign: Campaign, _ store: VaultStore) throws -> SignedCheckpoint? {
    do { return try store.remember(signed, over: tree, of: campaign) } catch {
      guard let error = error as? LogError else { throw error }
      throw Failure(error, in: file)
    }
  }
}
