// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// What an invitation slip's digits are hashed to before they leave the browser (ReceiptFormat §3).
public struct SlipToken: Hashable, Sendable {
  /// Length in bytes.
  public static let length = Digest.length

  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Hashes a slip's digits.
  public init(_ code: DigitCode) {
    bytes = Digest.sha256(DomainLabel.slip.bytes + code.ascii)
  }
}
