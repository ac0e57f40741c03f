// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// What stands in the log for a testimony and for a withdrawal (LogFormat §1).
///
/// Only who holds the receipt can make the blind, so nobody else can tell whose leaf it is, or that two leaves
/// are of the same person.
public enum LogLeaf {
  /// Length of a leaf in bytes.
  public static let length = 32

  /// What hides both leaves of one receipt token.
  public static func blind(token: [UInt8]) -> [UInt8] {
    MAC.hmacSHA256(key: token, DomainLabel.logBlind.bytes)
  }

  /// The leaf that says: a testimony with this commitment was taken in.
  public static func testimony(commitment: [UInt8], blind: [UInt8]) -> [UInt8] {
    Digest.sha256(DomainLabel.logTestimony.bytes + commitment + blind)
  }

  /// The leaf that says: it was withdrawn.
  public static func withdrawal(blind: [UInt8]) -> [UInt8] {
    Digest.sha256(DomainLabel.logWithdrawal.bytes + blind)
  }
}
