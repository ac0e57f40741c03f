// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Vault

/// Which key this laptop pulls with.
struct PullKeyOption: ParsableArguments {
  @Option(
    help: "The pull key's file. Default: pull.key in the vault's folder keys.", completion: .file())
  var key: String?
  @OptionGroup var passphrase: PassphraseOption

  static let question = "Passphrase of the pull key: "

  func file(of store: VaultStore) -> URL { key.map { URL(filePath: $0) } ?? store.pullKeyURL }

  func unlocked(_ store: VaultStore) throws -> Signing.PrivateKey {
    try PullKey.unlock(locked(store), passphrase.read(asking: Self.question))
  }

  /// The key's file as it is, locked.
  func locked(_ store: VaultStore) throws -> [UInt8] {
    try LockedFile.read(
      file(of: store),
      hint: "`ovoz inbox key --new` makes one that pulls; restore another, or name it with --key")
  }
}
