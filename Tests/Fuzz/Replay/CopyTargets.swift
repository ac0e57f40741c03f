// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import TestimonyModel

@testable import SealedCopy

extension FuzzTarget {
  /// The card that an operator brings to the intake's machine.
  static let operatorCard = FuzzTarget(name: "operatorcard") { bytes in
    guard let card = try? OperatorCard(json: bytes) else { return false }
    precondition(card.fingerprint.count == 16)
    precondition((try? OperatorCard(json: card.json)) == card, "written as it was read")
    return true
  } seeds: {
    [OperatorCard(name: "invented", publicKey: try Fixed.shared.get().campaign.publicKey).json]
  }

  /// How a copy of an intake begins, from whatever disk it was on.
  static let copyHeader = FuzzTarget(name: "copyheader") { bytes in
    guard let header = try? IntakeCopyHeader(bytes) else { return false }
    precondition(header.bytes == bytes, "what was read is written as it was")
    return header.name.count == 16 && header.associated.count > bytes.count
  } seeds: {
    let card = OperatorCard(
      name: "invented", publicKey: try Fixed.shared.get().campaign.publicKey)
    let point = try Fixed.shared.get().campaign.publicKey
    let start = Array("OVIC".utf8) + [1]
    return [[UInt8(1), 0, 0, 0, 0], [2, 0, 0, 0x50, 0x20]].map { kindAndDay in
      start + kindAndDay.prefix(1) + [UInt8](repeating: 7, count: 16) + kindAndDay.dropFirst()
        + card.fingerprint + point
    }
  }

  /// What stands inside a copy: anyone with an operator's card can seal one, so names and sizes are hostile.
  static let copyFiles = FuzzTarget(name: "copyfiles") { bytes in
    let associated = [UInt8(1)]
    guard
      let sealed = try? AEAD.seal(
        bytes, key: SecretBytes(copying: Fixed.streamKey),
        nonce: SealedStream.nonce(0, isLast: true), associated: associated),
      let input = piped(sealed)
    else { return false }
    defer { try? input.close() }
    var reader = SealedStreamReader(
      input, key: SecretBytes(copying: Fixed.streamKey), associated: associated)
    do {
      while let file = try reader.nextFile() {
        precondition(file.name.utf8.count <= 3 * bytes.count)
        var left = file.size
        // As it is written to a disk, a chunk at a time.
        while left > 0 {
          left -= UInt64(try reader.take(Int(min(left, UInt64(SealedStream.chunk)))).count)
        }
      }
      try reader.finish()
      return true
    } catch { return false }
  } seeds: {
    let name = Array("intake.sqlite".utf8)
    let file = [0, UInt8(name.count)] + name + [0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]
    return [[0, 0], file + [0, 0], file + file + [0, 0]]
  }

  /// The keys of single copies, as a text.
  static let restoreKeys = FuzzTarget(name: "restorekeys") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    guard let keys = try? RestoreKeys(text: text) else { return false }
    precondition((try? RestoreKeys(text: keys.text))?.text == keys.text, "written as it was read")
    return true
  } seeds: {
    let pairs = [(1, 2), (3, 4)].map { name, key in
      Hex.text([UInt8](repeating: name, count: 16)) + " "
        + Hex.text([UInt8](repeating: key, count: 32))
    }
    return [
      Array("ovoz restore keys v1\n".utf8),
      Array("ovoz restore keys v1\n\(pairs.joined(separator: "\n"))\n".utf8),
    ]
  }
}
