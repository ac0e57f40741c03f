// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedCopy

/// How a sealed copy of a vault begins (BackupFormat §1); what follows is a sealed stream.
struct BackupHeader {
  static let length = 41
  private static let magic = Array("OVBK".utf8)

  let bytes: [UInt8]

  /// Begins a copy with a salt of its own.
  init(cost: PassphraseKey.ScryptCost) throws(PrimitiveError) {
    var bytes = Self.magic + [1]
    bytes.append(bigEndian: cost.n)
    bytes.append(bigEndian: UInt32(cost.r))
    bytes.append(bigEndian: UInt32(cost.p))
    self.bytes = bytes + [UInt8](repeating: 0, count: 4) + (try RandomBytes.fresh(16))
  }

  /// Reads the start of a file, whatever it is.
  init(_ input: FileHandle) throws {
    bytes = Array(try input.read(upToCount: Self.length) ?? Data())
  }

  /// Seals what follows to a file.
  func writer(
    to output: FileHandle, _ passphrase: borrowing SecretBytes
  ) throws -> SealedStreamWriter {
    try output.write(contentsOf: Data(bytes))
    return SealedStreamWriter(to: output, key: try key(passphrase), associated: associated)
  }

  /// Opens what follows.
  func reader(
    _ input: FileHandle, _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> SealedStreamReader {
    SealedStreamReader(input, key: try key(passphrase), associated: associated)
  }

  var associated: [UInt8] { DomainLabel.backup.bytes + bytes }

  /// The key that a header and a passphrase give.
  func key(_ passphrase: borrowing SecretBytes) throws(VaultError) -> SecretBytes {
    var rest = bytes[...]
    guard bytes.count == Self.length, rest.take(4).map(Array.init) == Self.magic,
      rest.take(UInt8.self) == 1, let n = rest.take(UInt64.self), let r = rest.take(UInt32.self),
      let p = rest.take(UInt32.self), rest.take(UInt32.self) == 0
    else { throw .backupDamaged }
    do {
      return try PassphraseKey.scrypt(
        passphrase, salt: Array(rest),
        cost: PassphraseKey.ScryptCost(n: n, r: UInt64(r), p: UInt64(p)))
    } catch { throw .backupDamaged }
  }
}
