// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct PullKeyTests {
  private static let cheap = PassphraseKey.ScryptCost(n: 16, r: 8, p: 1)

  @Test func `its passphrase opens it, another does not, and its public half needs none`() throws {
    let made = try PullKey.make(words("hers"), cost: Self.cheap)
    #expect(try PullKey.publicHalf(of: made.file) == made.publicKey)
    #expect(try PullKey.unlock(made.file, words("hers")).publicKey == made.publicKey)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try PullKey.unlock(made.file, words("another's")).publicKey
    }
  }

  @Test func `no other key serves as one, not even in disguise`() throws {
    let reviewer = try ReviewerKey.make(name: "pull", words("hers"), cost: Self.cheap).file
    #expect(throws: VaultError.keyFileUnreadable) { try PullKey.publicHalf(of: reviewer) }
    let disguised = String(decoding: reviewer, as: UTF8.self)
      .replacingOccurrences(of: "reviewer key", with: "pull key")
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try PullKey.unlock(Array(disguised.utf8), words("hers")).publicKey
    }
  }

  @Test func `another public half in the file is refused`() throws {
    let made = try PullKey.make(words("hers"), cost: Self.cheap)
    let changed = String(decoding: made.file, as: UTF8.self).replacingOccurrences(
      of: Hex.text(made.publicKey), with: String(repeating: "ab", count: 32))
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try PullKey.unlock(Array(changed.utf8), words("hers")).publicKey
    }
  }

  private func words(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }
}
