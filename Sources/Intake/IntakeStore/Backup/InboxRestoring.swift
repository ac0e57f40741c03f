// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import GRDB
public import SealedCopy
public import TestimonyModel
import Wiping

/// Makes an intake's folder from sealed copies, whole or not at all.
///
/// Files are unpacked into a folder of their own inside the new one, checked there, and moved at the end.
public struct InboxRestoring {
  static let partName = "restoring"

  /// The folder in which the copies are unpacked.
  public let part: URL
  private let folder: URL
  private let campaign: Campaign
  private let placed = Placed()

  /// What was put in its place so far: a run that fails takes away that alone, whoever else has come to the folder meanwhile.
  private final class Placed { var files: [URL] = [] }

  /// Begins in a folder that is empty or not there yet.
  public init(to folder: URL, of campaign: Campaign) throws(IntakeStoreError) {
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    // A server that was started too early leaves its lock behind, and nothing else.
    guard there.allSatisfy({ $0.hasSuffix(".lock") }) else { throw .folderNotEmpty }
    try StateFolder.make(folder)
    (self.folder, self.campaign) = (folder, campaign)
    part = folder.appending(path: Self.partName)
    do {
      try FileManager.default.createDirectory(
        at: part, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    } catch { throw .cannotWrite }
  }

  /// Takes everything away again that was unpacked, and at last what keeps a server from beginning on half of it.
  public func giveUp() {
    // Record keys must not lie in free blocks of the disk (G6).
    for file in placed.files {
      try? FileErasure.overwrite(file)
      try? FileManager.default.removeItem(at: file)
    }
    FileErasure.removeFolder(part)
  }

  /// Unpacks one half; `today` ends the time for which record keys may be used.
  public func unpack(
    _ file: URL, _ kind: IntakeCopyHeader.Kind, with keys: RestoreKeys, today: Day
  ) throws {
    let (input, header) = try Self.begin(file)
    guard header.kind == kind else { throw IntakeStoreError.otherHalf }
    guard header.campaign == campaign.id else { throw IntakeStoreError.otherCampaign }
    guard header.lastDay == 0 || today.number <= header.lastDay else {
      throw IntakeStoreError.keysExpired
    }
    guard let key = keys.key(of: header) else { throw SealedCopyError.noKey }
    var stream = SealedStreamReader(input, key: key, associated: header.associated)
    while let (name, size) = try stream.nextFile() {
      guard kind.names.contains(name) else { throw SealedCopyError.damaged }
      try stream.write(size, to: part.appending(path: name))
    }
    try stream.finish()
    for name in kind.databases {
      try Self.check(part.appending(path: name))
    }
  }

  private static func begin(_ file: URL) throws(SealedCopyError) -> (FileHandle, IntakeCopyHeader) {
    let input: FileHandle
    let start: Data?
    do {
      input = try FileHandle(forReadingFrom: file)
      start = try input.read(upToCount: IntakeCopyHeader.length)
    } catch { throw .cannotRead }
    return (input, try IntakeCopyHeader(Array(start ?? Data())))
  }

  /// The inbox as it was unpacked; without the record keys it begins with none.
  public func unpacked() throws(IntakeStoreError) -> SQLiteInbox {
    let inbox = try SQLiteInbox(folder: part, campaign: campaign)
    try inbox.finishWithdrawals()
    return inbox
  }

  /// Leaves out what no key opens, checks the rest, and puts everything in its place.
  public func finish(_ inbox: consuming SQLiteInbox) throws -> RestoredParts {
    let parts = try inbox.settleAfterRestoring()
    try inbox.tidy()
    try inbox.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: part.path).sorted()
    for name in names where !name.hasSuffix("-wal") && !name.hasSuffix("-shm") {
      let place = folder.appending(path: name)
      try FileManager.default.moveItem(at: part.appending(path: name), to: place)
      placed.files.append(place)
    }
    // As long as this folder is there, no server begins on half of the files.
    try FileManager.default.removeItem(at: part)
    return parts
  }

  private static func check(_ database: URL) throws {
    guard FileManager.default.fileExists(atPath: database.path) else {
      throw SealedCopyError.damaged
    }
    do {
      let queue = try DatabaseQueue(path: database.path)
      let said = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
      try queue.close()
      guard said == "ok" else { throw IntakeStoreError.damaged }
    } catch { throw IntakeStoreError.damaged }
  }
}

/// What a restored intake has, and what it lacks.
public struct RestoredParts: Equatable, Sendable {
  /// Testimonies that can be bundled, or made part of their bundle again.
  public var testimonies = 0
  /// Testimonies in no bundle whose record key is missing: nobody can read them any more, and they were left out.
  public var lost = 0
  /// Testimonies of bundles that were made before, whose record key is missing: those bundles have a hole for each.
  public var bundledWithoutKey = 0
  /// Tombstones: withdrawn testimonies that stay gone.
  public var withdrawn = 0
  /// The number of the last bundle that was made; 0 where none was.
  public var lastBundle = 0
  /// Leaves of the public log.
  public var leaves = 0
  /// Whether there are receipts, which came with the record keys.
  public var receipts = 0
}
