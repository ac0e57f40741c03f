// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// One signature line under a checkpoint (LogFormat §3; C2SP signed-note).
struct NoteSignature: Equatable, Sendable {
  private static let dash = "\u{2014}"

  let name: String
  /// The key's id, 4 bytes, and the signature.
  let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Reads a line without its end; nil where it is not one.
  init?(line: String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == Self.dash, Self.isName(parts[1]),
      let data = Data(base64Encoded: String(parts[2])), data.count > 4
    else { return nil }
    self.init(name: String(parts[1]), bytes: Array(data))
    // Base64 has several spellings of the same bytes; one is taken.
    guard Array(self.line.utf8) == Array(line.utf8) else { return nil }
  }

  var line: String { "\(Self.dash) \(name) \(Data(bytes).base64EncodedString())" }

  /// Whether the line claims to be by this key.
  func isBy(_ publicKey: [UInt8]) -> Bool {
    Array(name.utf8) == Array(Checkpoint.keyName.utf8)
      && Array(bytes.prefix(4)) == Self.keyID(of: publicKey)
  }

  /// What names an Ed25519 key, in 4 bytes.
  static func keyID(of publicKey: [UInt8]) -> [UInt8] {
    Array(Digest.sha256(Array(Checkpoint.keyName.utf8) + [0x0A, 0x01] + publicKey).prefix(4))
  }

  private static func isName(_ name: Substring) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace
      }
  }
}
