// SPDX-License-Identifier: Apache-2.0

public import Foundation
import GRDB
public import SealedCopy
public import TestimonyModel
import Wiping

extension SQLiteInbox {
  /// The most days for which record keys may be kept in a copy.
  public static let mostDaysOfKeys = 30

  /// Writes both halves of a copy, sealed to an operator's key, while the intake goes on serving.
  ///
  /// Records are copied before their keys: every record in the one half has its key in the other, or was withdrawn in
  /// between, and then its tombstone stands there. A file of record keys is replaced by its successor, so that no
  /// second one is kept; a file of records never is.
  public func backUp(
    records: URL, recordKeys: URL?, keptUntil last: Day, for card: OperatorCard
  ) throws(IntakeStoreError) {
    guard !FileManager.default.fileExists(atPath: records.path) else { throw .copyExists }
    if let recordKeys { try Self.checkReplaceable(recordKeys) }
    let lock: ServerLock
    do { lock = try ServerLock(folder: folder, named: .copy) } catch {
      throw error == .alreadyServed ? .alreadyCopying : .cannotCopy(.records)
    }
    defer { withExtendedLifetime(lock) {} }
    // Told before the records are written, or their copy would stand there without its keys; behind the lock, since
    // another copy may be writing there.
    if let recordKeys { try Self.checkPlace(recordKeys) }
    try write(.records, to: records, lastDay: 0, card)
    if let recordKeys {
      try write(.recordKeys, to: recordKeys, lastDay: UInt32(clamping: last.number), card)
    }
  }

  /// Only an older file of record keys may be in the place of a new one.
  private static func checkReplaceable(_ file: URL) throws(IntakeStoreError) {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let header = try? FileHandle(forReadingFrom: file).read(upToCount: IntakeCopyHeader.length)
    guard let header, let read = try? IntakeCopyHeader(Array(header)), read.kind == .recordKeys
    else { throw .copyExists }
  }

  /// Whether a file of record keys can be written where it is wanted.
  private static func checkPlace(_ file: URL) throws(IntakeStoreError) {
    let part = part(of: file)
    guard openNew(part) != nil else { throw .cannotCopy(.recordKeys) }
    discard(part)
  }

  /// Half a copy of record keys may not lie in a free block of the disk any more than a whole one (G6).
  ///
  /// A link is taken away and not followed: on a stick anybody may have put one there, to the intake's own keys.
  private static func discard(_ part: URL) {
    let facts = try? FileManager.default.attributesOfItem(atPath: part.path)
    if facts?[.type] as? FileAttributeType == .typeRegular { try? FileErasure.overwrite(part) }
    try? FileManager.default.removeItem(at: part)
  }

  private static func part(of file: URL) -> URL {
    file.deletingLastPathComponent().appending(path: file.lastPathComponent + ".part")
  }

  /// A new file that its owner alone can read, in the place of one that a killed run left.
  private static func openNew(_ part: URL) -> FileHandle? {
    discard(part)
    let isMade = FileManager.default.createFile(
      atPath: part.path, contents: nil, attributes: [.posixPermissions: 0o600])
    return isMade ? FileHandle(forWritingAtPath: part.path) : nil
  }

  /// Writes beside the target and renames at the end: there is never half a copy under that name.
  private func write(
    _ kind: IntakeCopyHeader.Kind, to file: URL, lastDay: UInt32, _ card: OperatorCard
  ) throws(IntakeStoreError) {
    let part = Self.part(of: file)
    let snapshots = snapshotFolder(kind)
    defer {
      removeSnapshot(kind)
      Self.discard(part)
    }
    do {
      try snapshot(kind, in: snapshots)
      guard let output = Self.openNew(part) else { throw IntakeStoreError.cannotCopy(kind) }
      let (header, context) = try IntakeCopyHeader.begin(
        kind, campaign: campaign.id, lastDay: lastDay, for: card)
      try output.write(contentsOf: Data(header.bytes))
      var stream = SealedStreamWriter(
        to: output, key: try header.key(from: context), associated: header.associated)
      for name in kind.names {
        let source = snapshots.appending(path: name)
        guard FileManager.default.fileExists(atPath: source.path) else { continue }
        try stream.add(source, as: name)
      }
      try stream.addEnd()
      try stream.finish()
      try Self.replace(file, by: part)
    } catch { throw error as? IntakeStoreError ?? .cannotCopy(kind) }
  }

  /// A copy of each file as of one moment; VACUUM INTO writes rows in the order of their random ids, so that no copy
  /// tells the order of arrival, and leaves out what free pages hold (G3).
  private func snapshot(_ kind: IntakeCopyHeader.Kind, in snapshots: URL) throws {
    removeSnapshot(kind)
    try FileManager.default.createDirectory(
      at: snapshots, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    for name in kind.databases {
      let queue = name == "inbox.sqlite" ? inbox : name == "log.sqlite" ? log : recordKeys
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: "VACUUM INTO ?", arguments: [snapshots.appending(path: name).path])
      }
    }
    for name in kind.keyFiles {
      let source = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: source.path) else { continue }
      try FileManager.default.copyItem(at: source, to: snapshots.appending(path: name))
    }
  }

  private func snapshotFolder(_ kind: IntakeCopyHeader.Kind) -> URL {
    folder.appending(path: "copying-\(kind.rawValue)")
  }

  /// Record keys are overwritten: one that is withdrawn tomorrow must not lie in a free block of the disk (G6).
  private func removeSnapshot(_ kind: IntakeCopyHeader.Kind) {
    let snapshots = snapshotFolder(kind)
    if kind == .recordKeys {
      for name in kind.databases { try? FileErasure.remove(snapshots.appending(path: name)) }
    }
    try? FileManager.default.removeItem(at: snapshots)
  }

  /// Takes away what a run left that was killed; not while one is under way.
  func sweepSnapshots() {
    let kinds = IntakeCopyHeader.Kind.allCases.filter {
      FileManager.default.fileExists(atPath: snapshotFolder($0).path)
    }
    guard !kinds.isEmpty, let lock = try? ServerLock(folder: folder, named: .copy) else { return }
    for kind in kinds { removeSnapshot(kind) }
    withExtendedLifetime(lock) {}
  }

  /// An older file of record keys is overwritten once the new one has its place: there is never none.
  private static func replace(_ file: URL, by part: URL) throws {
    let older =
      FileManager.default.fileExists(atPath: file.path)
      ? try FileHandle(forWritingTo: file) : nil
    guard rename(part.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    if let older { try FileErasure.overwrite(older) }
    try FileHandle(forReadingFrom: file.deletingLastPathComponent()).synchronize()
  }
}
