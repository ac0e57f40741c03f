// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// The chain of a campaign's releases: each entry holds the digest of the one before. (G10, G12)
///
/// Nobody can change, drop or slip in an entry without changing the head, and every later release has
/// the head printed on its pages.
public struct ReleaseLedger: Sendable {
  /// All entries, oldest first.
  public let entries: [LedgerEntry]
  /// The digest of the last entry, or of the campaign's beginning; 64 small hexadecimal digits.
  public let head: String

  /// Reads the entries' bytes and follows the chain.
  /// - Parameters:
  ///   - rows: the bytes of each entry, oldest first.
  ///   - campaign: the campaign's id, from which the chain begins.
  /// - Throws: ``LedgerError`` at the first entry that does not follow.
  public init(reading rows: [[UInt8]], campaign: [UInt8]) throws(LedgerError) {
    var head = Self.beginning(of: campaign)
    var entries: [LedgerEntry] = []
    for row in rows {
      guard let entry = try? JSONDecoder().decode(LedgerEntry.self, from: Data(row)) else {
        throw .unreadable(after: entries.last?.number ?? 0)
      }
      guard (1...LedgerEntry.format).contains(entry.version) else { throw .newerFormat }
      guard entry.previous == head, entry.number > entries.last?.number ?? 0 else {
        throw .brokenChain(at: entry.number)
      }
      head = Self.digest(of: row)
      entries.append(entry)
    }
    (self.entries, self.head) = (entries, head)
  }

  /// The release that gave out exactly these bytes, and under which name; nothing when none did.
  public func origin(of bytes: [UInt8]) -> (entry: LedgerEntry, file: String)? {
    let digest = Hex.text(Digest.sha256(bytes))
    for entry in entries {
      if let file = entry.files.filter({ $0.value == digest }).keys.min() { return (entry, file) }
    }
    return nil
  }

  /// Holds the marks of testimonies against those whom the entries count. (G10)
  ///
  /// The first entry that counts somebody marks her with its number. A mark that was taken away would let her be
  /// counted again, and two releases could be subtracted. Who has withdrawn has no mark any more, and needs none.
  /// - Parameter marks: each testimony of the vault with the release that it is marked with.
  /// - Throws: ``LedgerError/marksDiffer``.
  public func check(_ marks: [(record: [UInt8], release: Int?)]) throws(LedgerError) {
    let counted = firstReleases
    let begins = entries.first?.number ?? 0
    for mark in marks {
      guard let number = counted[Hex.text(mark.record)] else { continue }
      // Releases from before there was a ledger marked people as well; entries name those only who were counted again.
      guard let release = mark.release, release == number || release < begins else {
        throw .marksDiffer
      }
    }
  }

  /// The first release that counts each of all contributors.
  private var firstReleases: [String: Int] {
    entries.reduce(into: [:]) { first, entry in
      for record in entry.contributors where first[record] == nil { first[record] = entry.number }
    }
  }

  private static func beginning(of campaign: [UInt8]) -> String {
    Hex.text(Digest.sha256(DomainLabel.releaseLedger.bytes + campaign))
  }

  private static func digest(of row: [UInt8]) -> String {
    Hex.text(Digest.sha256(DomainLabel.releaseLedger.bytes + row))
  }
}

/// Why a ledger cannot be trusted.
public enum LedgerError: Error, Equatable, Sendable {
  /// The entry after this number is no entry.
  case unreadable(after: Int)
  /// The entry of this number does not follow from the one before.
  case brokenChain(at: Int)
  /// Somebody whom an entry counts is not marked as counted in the vault.
  case marksDiffer
  /// An entry was written by a newer program.
  case newerFormat
}
