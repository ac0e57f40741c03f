// SPDX-License-Identifier: Apache-2.0

import Vault

extension UnlockOptions {
  /// Unlocks the vault for a session, and again after each time it locked itself.
  ///
  /// The body's vault is gone, with its keys, before the passphrase is asked for again (G8).
  /// - Parameter body: gives true when it ended because nobody was there.
  /// - Throws: what unlocking or the body throws.
  func session(_ body: (OpenVault) throws -> Bool) throws {
    while try isLocked(after: body) {
      // A joined key came through a pipe and is gone with the first session.
      guard passphrase.asks, custody.openingFd == nil else {
        return Terminal.say(Locked.told)
      }
      Terminal.say("\(Locked.told). Ctrl-C leaves.")
    }
  }

  private func isLocked(after body: (OpenVault) throws -> Bool) throws -> Bool {
    do { return try body(unlock()) } catch is Locked { return true }
  }
}

extension PassphraseOption {
  /// Whether somebody at the terminal is asked.
  var asks: Bool {
    passphraseFile == nil && passphraseFd == nil && passphraseCommand == nil
  }
}
