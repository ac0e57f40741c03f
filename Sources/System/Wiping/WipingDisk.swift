// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDBSQLite
import Synchronization

/// Makes SQLite overwrite with zero bytes what it cuts off a file, before it does.
///
/// Write-ahead logs hold record keys and sealed testimonies, and in the order in which they came. Cut off, they would lie in free
/// blocks of the disk, and what was withdrawn with them (G3, G6). At the moment of cutting SQLite itself has made sure that nobody
/// reads there any more. A disk that moves blocks about may keep the old ones all the same.
///
/// It is a VFS over the one that SQLite uses anyway (sqlite.org/vfs.html): two of its functions do more, all others are its own.
public enum WipingDisk {
  /// Whether everything that is opened from now on in this process is written through it.
  public static let isUsed: Bool = register("ovoz-wiping", over: sqlite3_vfs_find(nil))

  private static let piece = 1 << 16

  private static func register(
    _ name: StaticString, over base: UnsafeMutablePointer<sqlite3_vfs>?
  ) -> Bool {
    guard let base else { return false }
    // These stay as long as the process.
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    vfs.initialize(to: base.pointee)
    vfs.pointee.zName = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    vfs.pointee.pNext = nil
    vfs.pointee.pAppData = UnsafeMutableRawPointer(base)
    vfs.pointee.xOpen = { vfs, name, file, flags, outFlags in
      let base = WipingDisk.base(of: vfs)
      let result = base.pointee.xOpen(base, name, file, flags, outFlags)
      if let file, file.pointee.pMethods != nil { WipingDisk.wrap(file) }
      return result
    }
    vfs.pointee.xDelete = { vfs, name, sync in
      let base = WipingDisk.base(of: vfs)
      if let name { WipingDisk.wipe(String(cString: name)) }
      return base.pointee.xDelete(base, name, sync)
    }
    return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
  }

  private static func base(
    of vfs: UnsafeMutablePointer<sqlite3_vfs>?
  ) -> UnsafeMutablePointer<sqlite3_vfs> {
    guard let base = vfs?.pointee.pAppData else { preconditionFailure("registered with a base") }
    return base.assumingMemoryBound(to: sqlite3_vfs.self)
  }

  // MARK: Cutting

  /// A file's functions with one of them changed, and the original ones after them.
  private struct Methods {
    var changed: sqlite3_io_methods
    let original: UnsafePointer<sqlite3_io_methods>
  }

  /// Addresses of original tables, and of what was made from each.
  private static let tables = Mutex<[UInt: UInt]>([:])

  /// Gives an open file the changed functions; SQLite has a handful of tables, and one is made for each.
  private static func wrap(_ file: UnsafeMutablePointer<sqlite3_file>) {
    guard let original = file.pointee.pMethods else { return }
    let key = UInt(bitPattern: original)
    let made = tables.withLock { tables in
      let made = tables[key] ?? changed(key)
      tables[key] = made
      return made
    }
    file.pointee.pMethods = UnsafePointer(bitPattern: made)
  }

  private static func changed(_ key: UInt) -> UInt {
    guard let original = UnsafePointer<sqlite3_io_methods>(bitPattern: key) else { return key }
    let made = UnsafeMutablePointer<Methods>.allocate(capacity: 1)
    made.initialize(to: Methods(changed: original.pointee, original: original))
    made.pointee.changed.xTruncate = { file, size in WipingDisk.truncate(file, size) }
    return UInt(bitPattern: made)
  }

  private static func truncate(
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ size: sqlite3_int64
  ) -> Int32 {
    guard let methods = file?.pointee.pMethods else { return SQLITE_IOERR }
    let original = UnsafeRawPointer(methods).assumingMemoryBound(to: Methods.self).pointee.original
    var end: sqlite3_int64 = 0
    if original.pointee.xFileSize(file, &end) == SQLITE_OK, end > size {
      // Where that fails the file is cut all the same: what is left in it would be worse.
      zero(file, from: size, to: end, original.pointee)
    }
    return original.pointee.xTruncate(file, size)
  }

  /// From the start of a file its first page goes first, and alone.
  ///
  /// It has the head by which SQLite knows a log. Were it on the disk still when the power goes, and later pages were zeros, an
  /// old part of the log would be played back over the database.
  private static func zero(
    _ file: UnsafeMutablePointer<sqlite3_file>?, from start: sqlite3_int64, to end: sqlite3_int64,
    _ methods: sqlite3_io_methods
  ) {
    let zeros = [UInt8](repeating: 0, count: piece)
    var place = start
    while place < end {
      let isHead = place == 0
      let count = min(end - place, sqlite3_int64(isHead ? FileErasure.head : piece))
      guard methods.xWrite(file, zeros, Int32(count), place) == SQLITE_OK else { return }
      place += count
      if isHead || place == end { _ = methods.xSync(file, SQLITE_SYNC_NORMAL) }
    }
  }

  // MARK: Taking away

  /// Overwrites a log that SQLite is about to remove with its last connection.
  private static func wipe(_ path: String) {
    guard path.hasSuffix("-wal") || path.hasSuffix("-journal") else { return }
    try? FileErasure.overwrite(URL(filePath: path))
  }
}
