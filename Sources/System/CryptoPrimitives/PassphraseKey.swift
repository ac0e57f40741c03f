// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Keys out of what people can remember.
public enum PassphraseKey {
  /// The cost of scrypt (RFC 7914); memory is `128 × n × r` bytes.
  public struct ScryptCost: Equatable, Sendable {
    /// CPU and memory cost, a power of two.
    public let n: UInt64
    /// Block size.
    public let r: UInt64
    /// Parallelism.
    public let p: UInt64

    /// 128 MiB and about half a second on a laptop.
    public static let standard = ScryptCost(n: 1 << 17, r: 8, p: 1)

    /// Takes a cost as a key file states it; PassphraseKey/scrypt(_:salt:cost:) checks it.
    public init(n: UInt64, r: UInt64, p: UInt64) {
      self.n = n
      self.r = r
      self.p = p
    }
  }

  /// A 32-byte key by scrypt (RFC 7914 §6).
  ///
  /// Costs over 1 GiB of memory are refused, so that a hostile key file cannot exhaust the machine.
  public static func scrypt(
    _ passphrase: borrowing SecretBytes, salt: [UInt8], cost: ScryptCost
  ) throws(PrimitiveError) -> SecretBytes {
    let limit: UInt64 = 1 << 30
    let sane = cost.n.nonzeroBitCount == 1 && cost.n > 1 && (1...64).contains(cost.r)
    guard sane, (1...16).contains(cost.p), cost.n <= limit / (128 * cost.r) else { throw .badCost }
    return try SecretBytes(count: 32) { room throws(PrimitiveError) in
      let made = passphrase.withBytes { words in
        EVP_PBE_scrypt(
          words.bindMemory(to: CChar.self).baseAddress, words.count, salt, salt.count,
          cost.n, cost.r, cost.p, limit + (64 << 20), room.bindMemory(to: UInt8.self).baseAddress,
          room.count)
      }
      guard made == 1 else { throw .libraryFailure }
    }
  }
}
