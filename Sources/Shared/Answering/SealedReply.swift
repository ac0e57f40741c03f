// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Sealing

/// A reply to one testimony, sealed to the receipt that its writer took (AnswerFormat §4).
public struct SealedReply: Equatable, Sendable {
  /// Length of the padded text.
  static let paddedLength = 1_024
  /// Length of a reply's name in bytes.
  public static let nameLength = 16
  /// Length of the nonce and what was sealed, in bytes.
  public static let sealedLength = AEAD.nonceLength + paddedLength + AEAD.tagLength
  /// The most bytes of a reply's text.
  public static let mostTextBytes = 1_000

  /// What the receipt's holder asks for, 16 bytes.
  public let name: [UInt8]
  /// `nonce[12] ‖ ciphertext`.
  public let sealed: [UInt8]

  /// Seals a text under the reply key of one testimony's consent.
  public init(_ text: String, key: borrowing SecretBytes) throws(AnswerError) {
    guard key.count == 32 else { throw .badKey }
    guard try text == Self.cleaned(text) else { throw .badReply }
    name = Self.name(of: key)
    do {
      // The same key seals each correction of a reply: so the nonce is fresh.
      let nonce = try RandomBytes.fresh(AEAD.nonceLength)
      var padded = try Padding.pad(Array(text.utf8), to: Self.paddedLength)
      defer { wipe(&padded) }
      sealed =
        nonce
        + (try AEAD.seal(
          padded, key: key, nonce: nonce, associated: DomainLabel.replyKey.bytes + name))
    } catch { throw .cannotSeal }
  }

  init(name: [UInt8], sealed: [UInt8]) { (self.name, self.sealed) = (name, sealed) }

  /// The name of the reply that a key opens.
  public static func name(of key: borrowing SecretBytes) -> [UInt8] {
    Array(MAC.hmacSHA256(key: key, DomainLabel.replyName.bytes).prefix(nameLength))
  }

  /// The text as it may be sealed: line ends are LF, no blank ends; refused where it is none.
  public static func cleaned(_ text: String) throws(AnswerError) -> String {
    let unix = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let inner = unix.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    let clean = String(inner)
    guard (1...mostTextBytes).contains(clean.utf8.count),
      clean.utf8.allSatisfy({ $0 == 0x0a || ($0 >= 0x20 && $0 != 0x7f) })
    else { throw .badReply }
    return clean
  }
}
