// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB

/// What an analyst did; the list is closed, and no entry holds a word of a testimony.
public enum Access: String, CaseIterable, Sendable {
  /// A campaign and its key were made.
  case campaignMade = "campaign made"
  /// An intake's key was trusted.
  case intakeTrusted = "intake trusted"
  /// A bundle was imported.
  case bundleImported = "bundle imported"
  /// The intake's public log was checked.
  case logVerified = "log verified"
  /// All testimonies of a campaign were opened, for a list or a report.
  case allOpened = "all opened"
  /// One testimony was read.
  case read = "read"
  /// A decision on redaction was stored.
  case redacted = "redacted"
  /// A decision on themes was stored.
  case coded = "coded"
  /// This vault's themes were sealed into a file for another coder.
  case codingExported = "coding exported"
  /// Another coder's themes were taken in.
  case codingImported = "coding imported"
  /// Another coder's themes were taken out again.
  case codingForgotten = "coding forgotten"
  /// Coders who had differed about a testimony were brought together.
  case disagreementSettled = "disagreement settled"
  /// A summary was released.
  case released = "released"
  /// A reply to one testimony was stored.
  case replied = "replied"
  /// A reply was taken back before the next answer.
  case replyDeleted = "reply deleted"
  /// Somebody may propose and approve quotations from now on.
  case reviewerAdded = "reviewer added"
  /// A quotation was proposed.
  case quotationProposed = "quotation proposed"
  /// A quotation was approved by a second person.
  case quotationApproved = "quotation approved"
  /// A quotation was sent back, or taken back.
  case quotationRefused = "quotation refused"
  /// An answer to everybody was written, with all replies.
  case answered = "answered"
  /// Coded passages were sealed into a file under a passphrase.
  case passagesExported = "passages exported"
  /// A campaign's key was split among custodians; the one key file is gone.
  case keySplit = "key split"
  /// It was split anew: the shares from before open nothing any more.
  case keyReshared = "key reshared"
  /// Custodians opened a campaign together.
  case joined = "opened together"
  /// A share was put on paper.
  case sharePrinted = "share put on paper"
  /// At a burial a custodian's name was typed; who typed it, and what became of her share, nobody knows from it.
  case custodianNamed = "custodian named as present"
  /// At a burial a file that called itself a custodian's share was wiped.
  case shareWiped = "share file wiped"
  /// A campaign's key was destroyed.
  case campaignBuried = "campaign buried"
  /// One field of a testimony was handed on, sealed to a second reader.
  case fieldShared = "field shared"
  /// A sealed copy of the vault was made.
  case backedUp = "backed up"
  /// The vault was restored from such a copy.
  case restored = "restored"
  /// Words left the vault in clear, because someone asked for it.
  case wordsLeft = "words left the vault"
}

/// One entry of the access log.
public struct AccessEntry: Equatable, Sendable {
  /// The entry's number, from 1.
  public let number: Int
  /// When, to the minute, UTC: this is about analysts, not about survivors.
  public let minute: String
  /// What was done.
  public let action: String
  /// To what: a campaign's name or a record id.
  public let about: String
}

extension VaultStore {
  /// Adds an entry that is chained to all before it.
  public func log(_ access: Access, about: String) throws(VaultError) {
    try write { try Self.log(access, about: about, to: $0) }
  }

  /// Adds an entry together with what it tells of: neither is there without the other.
  static func log(_ access: Access, about: String, to db: Database) throws {
    let last = try Row.fetchOne(db, sql: "SELECT * FROM access ORDER BY number DESC LIMIT 1")
    let number = (last?["number"] as Int? ?? 0) + 1
    let entry = AccessEntry(
      number: number, minute: Self.minute(of: Date()), action: access.rawValue, about: about)
    let link = Self.link(entry, after: last.map { Array($0["link"] as Data) })
    try db.execute(
      sql: "INSERT INTO access (number, minute, action, about, link) VALUES (?, ?, ?, ?, ?)",
      arguments: [number, entry.minute, entry.action, about, Data(link)])
  }

  /// All entries in order; throws where the chain is broken.
  public func accesses() throws(VaultError) -> [AccessEntry] {
    try read { db in
      var previous: [UInt8]?
      return try Row.fetchAll(db, sql: "SELECT * FROM access ORDER BY number").enumerated().map {
        index, row in
        let entry = AccessEntry(
          number: row["number"], minute: row["minute"], action: row["action"], about: row["about"])
        let link = Self.link(entry, after: previous)
        guard entry.number == index + 1, Data(link) == row["link"] as Data else {
          throw VaultError.accessLogBroken
        }
        previous = link
        return entry
      }
    }
  }

  private static func link(_ entry: AccessEntry, after previous: [UInt8]?) -> [UInt8] {
    let text = "\(entry.number)\n\(entry.minute)\n\(entry.action)\n\(entry.about)"
    return Digest.sha256(DomainLabel.accessLog.bytes + (previous ?? []) + Array(text.utf8))
  }

  static func minute(of moment: Date) -> String {
    String(moment.formatted(.iso8601).prefix(16)) + "Z"
  }
}
