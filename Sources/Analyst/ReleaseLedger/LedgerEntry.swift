// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One release as the ledger remembers it: under which rules, who was counted where, what was shown,
/// and which files left.
///
/// It names who stands behind each figure by record id, so it stays sealed in the vault; only the
/// digest of an entry ever leaves.
public struct LedgerEntry: Codable, Equatable, Sendable {
  /// The newest format that this program reads.
  public static let format = 3

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
  /// How the campaign releases, such as `publish-once`; nil in entries of format 1, which all did.
  public let mode: String?
  /// Who stands for each quotation; nil in entries of format 1, which had none.
  public let quotations: [LedgerQuotation]?
  /// The clock's day when the entry was made, where `day` was typed and is another; nil else, and in formats 1 and 2.
  public let clock: String?
  /// The digest of the entry before, or of the campaign's beginning; 64 small hexadecimal digits.
  public let previous: String

  /// Takes what is to be remembered; lists are put in order, so that equal releases have equal bytes.
  public init(
    number: Int, release: String, day: String, periods: ClosedRange<String>, policy: String,
    codebook: String, contributors: [String], cells: [LedgerCell], files: [String: String],
    mode: String, quotations: [LedgerQuotation], clock: String? = nil, previous: String
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
    self.mode = mode
    self.quotations = quotations.sorted { $0.record < $1.record }
    (self.clock, self.previous) = (clock, previous)
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

/// Who is quoted in a release, and who stands for it.
public struct LedgerQuotation: Codable, Equatable, Sendable {
  /// One person's key and what it signed.
  public struct Signature: Codable, Equatable, Sendable {
    /// The public half of an Ed25519 key, 64 small hexadecimal digits.
    public let key: String
    /// The signature, 128 small hexadecimal digits.
    public let signature: String

    /// Takes both in hexadecimal.
    public init(key: String, signature: String) { (self.key, self.signature) = (key, signature) }
  }

  /// The record id in hexadecimal.
  public let record: String
  /// The theme's id in the codebook.
  public let theme: String
  /// SHA-256 of the words and their translations by language code, a line each, 64 small hexadecimal digits; the words go with her.
  public let words: String
  /// Who proposed.
  public let proposal: Signature
  /// Who approved.
  public let approval: Signature

  /// Takes what stands for one quotation.
  public init(
    record: String, theme: String, words: String, proposal: Signature, approval: Signature
  ) {
    (self.record, self.theme, self.words) = (record, theme, words)
    (self.proposal, self.approval) = (proposal, approval)
  }
}
