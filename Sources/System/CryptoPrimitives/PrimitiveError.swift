// SPDX-License-Identifier: Apache-2.0

/// Why a cryptographic primitive gave no result; never says anything about the bytes it was given.
public enum PrimitiveError: Error, Equatable, Sendable {
  /// A key, nonce, point or tag has a length that the primitive does not take.
  case badLength
  /// The bytes are not an uncompressed point on the curve, or are the point at infinity.
  case badPublicKey
  /// The bytes are not a private key of the curve.
  case badPrivateKey
  /// The tag, signature or check value does not match: the input was changed, or the key is another.
  case notAuthentic
  /// A cost parameter lies outside what this program is willing to compute.
  case badCost
  /// libcrypto refused; the operating system is out of memory or randomness.
  case libraryFailure
}
