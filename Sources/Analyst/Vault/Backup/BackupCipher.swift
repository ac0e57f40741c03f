// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// A stream of sealed chunks, in order, with an end that cannot be cut off (BackupFormat §2).
enum BackupCipher {
  static let magic = Array("OVBK".utf8)
  static let headerLength = 41
  /// Bytes of a chunk before sealing; only the last may have fewer.
  static let chunk = 1 << 20

  static func header(cost: PassphraseKey.ScryptCost, salt: [UInt8]) -> [UInt8] {
    var bytes = magic + [1]
    bytes.append(bigEndian: cost.n)
    bytes.append(bigEndian: UInt32(cost.r))
    bytes.append(bigEndian: UInt32(cost.p))
    return bytes + [UInt8](repeating: 0, count: 4) + salt
  }

  /// The key that a header and a passphrase give.
  static func key(
    _ header: [UInt8], _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> SecretBytes {
    var rest = header[...]
    guard header.count == headerLength, rest.take(4).map(Array.init) == magic,
      rest.take(UInt8.self) == 1, let n = rest.take(UInt64.self), let r = rest.take(UInt32.self),
      let p = rest.take(UInt32.self), rest.take(UInt32.self) == 0
    else { throw .backupDamaged }
    do {
      return try PassphraseKey.scrypt(
        passphrase, salt: Array(rest),
        cost: PassphraseKey.ScryptCost(n: n, r: UInt64(r), p: UInt64(p)))
    } catch { throw .backupDamaged }
  }

  /// The chunk's number and whether it is the last: a key seals one copy, and no number comes twice.
  static func nonce(_ number: UInt32, isLast: Bool) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: 7)
    nonce.append(bigEndian: number)
    return nonce + [isLast ? 1 : 0]
  }

  static func associated(_ header: [UInt8]) -> [UInt8] { DomainLabel.backup.bytes + header }
}

/// Seals a stream to a file.
struct BackupWriter: ~Copyable {
  private let output: FileHandle
  private let header: [UInt8]
  private let key: SecretBytes
  private var number: UInt32 = 0
  private var waiting: [UInt8] = []

  init(
    to output: FileHandle, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost
  ) throws {
    let header = BackupCipher.header(cost: cost, salt: try RandomBytes.fresh(16))
    try output.write(contentsOf: Data(header))
    let key = try BackupCipher.key(header, passphrase)
    self.header = header
    self.output = output
    self.key = key
  }

  mutating func add(_ bytes: some Sequence<UInt8>) throws {
    waiting += bytes
    while waiting.count > BackupCipher.chunk {
      try seal(Array(waiting.prefix(BackupCipher.chunk)), isLast: false)
      waiting.removeFirst(BackupCipher.chunk)
    }
  }

  consuming func finish() throws {
    try seal(waiting, isLast: true)
    try output.synchronize()
    try output.close()
  }

  private mutating func seal(_ bytes: [UInt8], isLast: Bool) throws {
    let sealed = try AEAD.seal(
      bytes, key: key, nonce: BackupCipher.nonce(number, isLast: isLast),
      associated: BackupCipher.associated(header))
    try output.write(contentsOf: Data(sealed))
    number += 1
  }
}

/// Opens such a file again; gives a chunk only when it is authentic and in its place.
struct BackupReader: ~Copyable {
  private let input: FileHandle
  private let header: [UInt8]
  private let key: SecretBytes
  private var number: UInt32 = 0
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ input: FileHandle, _ passphrase: borrowing SecretBytes) throws {
    let header = Array(try input.read(upToCount: BackupCipher.headerLength) ?? Data())
    let key = try BackupCipher.key(header, passphrase)
    self.header = header
    self.input = input
    self.key = key
  }

  /// Opens the first chunk; which fails for another passphrase.
  mutating func begin() throws {
    do { try next() } catch VaultError.backupDamaged { throw VaultError.wrongPassphrase }
  }

  /// So many bytes of the stream.
  mutating func take(_ count: Int) throws -> [UInt8] {
    var taken: [UInt8] = []
    while taken.count < count {
      if start == buffer.count { try next() }
      let part = buffer[start..<min(buffer.count, start + count - taken.count)]
      taken += part
      start += part.count
    }
    return taken
  }

  /// Nothing may stand behind the end.
  consuming func finish() throws {
    guard isAtEnd, start == buffer.count, try input.read(upToCount: 1)?.isEmpty ?? true else {
      throw VaultError.backupDamaged
    }
  }

  private mutating func next() throws {
    guard !isAtEnd else { throw VaultError.backupDamaged }
    let sealed = Array(try input.read(upToCount: BackupCipher.chunk + AEAD.tagLength) ?? Data())
    let whole = sealed.count == BackupCipher.chunk + AEAD.tagLength
    // A whole chunk may be the last one too.
    for isLast in whole ? [false, true] : [true] {
      if let bytes = try? AEAD.open(
        sealed[...], key: key, nonce: BackupCipher.nonce(number, isLast: isLast),
        associated: BackupCipher.associated(header))
      {
        (buffer, start, isAtEnd) = (bytes, 0, isLast)
        number += 1
        return
      }
    }
    throw VaultError.backupDamaged
  }
}
