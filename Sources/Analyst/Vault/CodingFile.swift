// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// What one coder decided, on the way to another's vault (CodingFormat).
///
/// Sealed under a key that only the campaign's opening key gives: whoever can open testimonies can
/// read it and write it, nobody else can do either.
enum CodingFile {
  static let magic = Array("OVOZCODE".utf8)
  static let version: UInt8 = 1
  /// Contents are filled up to a multiple of this, so that the file tells little of how much was done.
  static let step = 4_096
  /// Longer files are refused before anything is tried: 64 MiB.
  static let most = 64 << 20

  static func seal(
    _ content: [UInt8], key: borrowing SecretBytes, campaign: [UInt8], nonce: [UInt8]
  ) throws(PrimitiveError) -> [UInt8] {
    var padded: [UInt8] = []
    padded.append(bigEndian: UInt32(clamping: content.count))
    padded += content
    defer { wipe(&padded) }
    padded += [UInt8](repeating: 0, count: (step - padded.count % step) % step)
    let head = magic + [version] + campaign
    // CodingFormat §2. The nonce is fresh: the key seals many files.
    let sealed = try AEAD.seal(padded, key: key, nonce: nonce, associated: associated(head))
    return head + nonce + sealed
  }

  static func open(
    _ file: [UInt8], key: borrowing SecretBytes, campaign: [UInt8]
  ) throws(VaultError) -> [UInt8] {
    var rest = file[...]
    guard file.count <= most, rest.take(magic.count).map(Array.init) == magic,
      rest.take(UInt8.self) == version, let owner = rest.take(16),
      let nonce = rest.take(AEAD.nonceLength)
    else { throw .notACodingFile }
    guard Array(owner) == campaign else { throw .codingOfAnotherCampaign }
    var padded: [UInt8]
    do {
      padded = try AEAD.open(
        rest, key: key, nonce: Array(nonce), associated: associated(magic + [version] + campaign))
    } catch { throw .codingDamaged }
    defer { wipe(&padded) }
    return try unpadded(padded)
  }

  private static func unpadded(_ padded: [UInt8]) throws(VaultError) -> [UInt8] {
    var rest = padded[...]
    guard padded.count.isMultiple(of: step), let length = rest.take(UInt32.self),
      let content = rest.take(Int(length)), rest.count < step, rest.allSatisfy({ $0 == 0 })
    else { throw .codingDamaged }
    return Array(content)
  }

  private static func associated(_ head: [UInt8]) -> [UInt8] {
    DomainLabel.codingFile.bytes + head
  }
}
