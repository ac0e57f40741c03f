// SPDX-License-Identifier: Apache-2.0

/// Why a campaign file is not used.
public enum CampaignError: Error, Equatable, Sendable {
  /// It is not a campaign file, or a member is missing or of the wrong kind.
  case unreadable
  /// Its format version is not one this program knows.
  case unknownVersion
  /// Its suite is not one this program knows.
  case unknownSuite
  /// Its public key is not a point on the curve, or its answer key has not 32 bytes.
  case badKey
  /// Its form breaks a limit; the text says which.
  case badForm(String)
  /// Its form version or its fingerprint does not belong to its content: the file was changed.
  case changed
  /// Its dates are not days, or end before they begin.
  case badDates
}
