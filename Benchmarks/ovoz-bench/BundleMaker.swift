// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import SealedBundle
import TestimonyModel
import Vault

/// Makes a vault with one campaign, and a bundle that it trusts.
struct BundleMaker {
  let project: String

  /// A vault with `count` testimonies in it already.
  func fill(_ folder: URL, count: Int) throws {
    let bundle = folder.appending(path: "bundle.ovoz")
    try make(vault: folder, bundle: bundle, count: count)
    let store = try VaultStore(folder: folder)
    let campaign = try store.campaign(named: nil)
    _ = try store.importBundle(bundle, of: campaign, today: campaign.closes)
    try FileManager.default.removeItem(at: bundle)
  }

  /// A vault that trusts the bundle beside it, and a passphrase file, mode 0600.
  func make(vault folder: URL, bundle: URL, count: Int) throws {
    let bench = try BenchCampaign(project: project)
    let store = try VaultStore(folder: folder)
    let passphrase = SecretBytes(copying: Array(BenchCampaign.passphrase.utf8))
    try store.add(
      bench.campaign, keyFile: try bench.key.locked(passphrase, campaign: bench.campaign.id))
    let file = folder.appending(path: "passphrase").path
    let made = FileManager.default.createFile(
      atPath: file, contents: Data((BenchCampaign.passphrase + "\n").utf8),
      attributes: [.posixPermissions: 0o600])
    guard made else { throw BenchError.unusable(file) }
    let signer = try Signing.PrivateKey(seed: RandomBytes.secret(32))
    try store.trust(intake: signer.publicKey, for: bench.campaign)
    let many = ManySealed(campaign: bench.campaign, voices: bench.voices)
    try write(bundle, many, count: count, signer: signer)
  }

  private func write(
    _ bundle: URL, _ many: ManySealed, count: Int, signer: borrowing Signing.PrivateKey
  ) throws {
    guard FileManager.default.createFile(atPath: bundle.path, contents: nil),
      let file = FileHandle(forWritingAtPath: bundle.path)
    else { throw BenchError.unusable(bundle.path) }
    let header = BundleHeader(
      campaign: many.campaign.id, sequence: 1,
      previous: [UInt8](repeating: 0, count: Digest.length),
      recordLength: UInt32(SealedTestimony.length(in: many.campaign.form)),
      records: UInt64(count), signer: signer.publicKey)
    var writer = BundleWriter(header, to: file)
    let records = try (0..<count).map { _ in try RandomBytes.fresh(16) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    var number: UInt32 = 0
    try many.forEach(records) { sealed in
      try writer.add(sealed, epoch: number % 50, lane: .open)
      number += 1
    }
    _ = try writer.finish(signer)
    try file.synchronize()
    try file.close()
  }
}
