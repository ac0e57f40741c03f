// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One release as the ledger remembers it: under which rules, who was counted where, what was shown,
/// and which files left.
///
/// It names who stands behind each figure by record id, so it stays sealed in the vault; only the
/// digest of an entry ever leaves.
public struct LedgerEntry: Codable, Equatable, Sendable {
  /// The newest format that this program reads.
  public static let format = 1

  /// The format of this entry.
  public let version: Int
  /// The release's number in the vault, from 1.
  public let number: Int
  /// The release's name, as printed on its pages.
  public let release: String
  /// The day of the release, ISO 8601.
  public let day: String
  /// First and last day of the intake periods that it covers, ISO 8601.
  public let periods: [String]
  /// SHA-256 of the release policy in force, 64 small hexadecimal digits.
  public let policy: String
  /// SHA-256 of the codebook in force, 64 small hexadecimal digits.
  public let codebook: String
  /// Everybody whom the release counts: record ids in hexadecimal, sorted.
  public let contributors: [String]
  /// Each figure with those behind it.
  public let cells: [LedgerCell]
  /// SHA-256 of each file by its name, 64 small hexadecimal digits.
  public let files: [String: String]
  /// The digest of the entry before, or of the campaign's beginning; 64 small hexadecimal digits.
  public let previous: String

  /// Takes what is to be remembered; lists are put in order, so that equal releases have equal bytes.
  public init(
    number: Int, release: String, day: String, periods: ClosedRange<String>, policy: String,
    codebook: String, contributors: [String], cells: [LedgerCell], files: [String: String],
    previous: String
  ) {
    version = Self.format
    self.number = number
    self.release = release
    self.day = day
    self.periods = [periods.lowerBound, periods.upperBound]
    self.policy = policy
    self.codebook = codebook
    self.contributors = contributors.sorted()
    self.cells = cells.sorted { $0.theme < $1.theme }
    self.files = files
    self.previous = previous
  }

  /// The bytes that are sealed and hashed: JSON (RFC 8259), keys sorted, no white space.
  public var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, lists and whole numbers only: there is nothing here that cannot be encoded.
    return Array((try? encoder.encode(self)) ?? Data())
  }
}

/// One figure of a release with those behind it.
public struct LedgerCell: Codable, Equatable, Sendable {
  /// The theme's id in the codebook.
  public let theme: String
  /// What was shown, in English, such as "about half".
  public let shown: String
  /// How the value came about: band, rounded, suppressed or withheld.
  public let status: String
  /// Those who named the theme: record ids in hexadecimal, sorted.
  public let contributors: [String]

  /// Takes a figure as it was shown.
  public init(theme: String, shown: String, status: String, contributors: [String]) {
    (self.theme, self.shown, self.status) = (theme, shown, status)
    self.contributors = contributors.sorted()
  }
}
