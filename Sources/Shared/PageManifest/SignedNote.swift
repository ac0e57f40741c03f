// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// A text with an Ed25519 signature below it, as C2SP signed-note lays it out.
///
/// Its own file, so that the manifest can be checked with other people's tools too.
enum SignedNote {
  static let signer = "ovoz-intake"

  static func sign(
    _ text: String, _ key: borrowing Signing.PrivateKey
  ) throws(PageManifestError) -> String {
    guard let signature = try? key.sign(Array(text.utf8)) else { throw .cannotSign }
    let stamp = Data(keyHash(key.publicKey) + signature).base64EncodedString()
    return "\(text)\n— \(signer) \(stamp)\n"
  }

  /// The text, if this key signed it; further signatures below it do not matter.
  static func open(_ note: String, by key: [UInt8]) throws(PageManifestError) -> String {
    guard let gap = note.range(of: "\n\n", options: .backwards) else { throw .badSignature }
    let text = String(note[..<gap.lowerBound]) + "\n"
    for line in note[gap.upperBound...].split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == "—", words[1] == signer,
        let stamp = Data(base64Encoded: String(words[2])).map(Array.init),
        Array(stamp.prefix(4)) == keyHash(key)
      else { continue }
      let signature = Array(stamp.dropFirst(4))
      guard (try? Signing.check(signature, over: Array(text.utf8), by: key)) != nil else {
        continue
      }
      return text
    }
    throw .badSignature
  }

  /// The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key): which key signed, not a proof of anything.
  private static func keyHash(_ key: [UInt8]) -> [UInt8] {
    Array(Digest.sha256(Array("\(signer)\n".utf8) + [1] + key).prefix(4))
  }
}
