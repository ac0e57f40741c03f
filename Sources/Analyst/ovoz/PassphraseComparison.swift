// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// Tells whether two custodians took the same passphrase, and keeps none of them.
///
/// It keeps codes under a key that is made for one run and wiped with it. With the same passphrase one custodian
/// could open another's share, and would count for two (G9).
struct PassphraseComparison: ~Copyable {
  private let key: SecretBytes
  private var codes: [[UInt8]] = []

  init() throws(PrimitiveError) { key = try RandomBytes.secret(32) }

  mutating func add(_ passphrase: borrowing SecretBytes) {
    var bytes = passphrase.withBytes { Array($0) }
    defer { wipe(&bytes) }
    let code = MAC.hmacSHA256(key: key, bytes)
    codes.append(code)
  }

  /// Asked once all have typed, and without a name: nobody is to learn whose passphrase she knows.
  func refuseTwoAlike() throws {
    guard Set(codes).count == codes.count else {
      throw Failure(
        "two custodians took the same passphrase: nothing was split",
        hint: "all choose new ones, each for herself; then run this again", code: 12)
    }
  }
}
