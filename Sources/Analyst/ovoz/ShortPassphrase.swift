// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TerminalControl

/// Warns of a new passphrase that is guessed faster than key stretching slows a guess; it is taken nevertheless.
enum ShortPassphrase {
  /// Five short words have as many.
  private static let fewestLetters = 20

  /// The owner is whose it is, as in "the passphrase of aziza"; nothing of the passphrase is said.
  static func warn(_ passphrase: borrowing SecretBytes, _ owner: String = "this passphrase") {
    // All bytes but those that go on with a letter: as many as there are letters, in any alphabet.
    let letters = passphrase.withBytes { $0.count { $0 & 0xC0 != 0x80 } }
    guard letters < fewestLetters else { return }
    Terminal.say(
      "warning: \(owner) has fewer than \(fewestLetters) letters; whoever finds the file can guess short ones: five words are better"
    )
  }
}
