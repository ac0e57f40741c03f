// SPDX-License-Identifier: Apache-2.0

import Deflation
import Foundation

/// One file in a ZIP archive (APPNOTE 6.3, without encryption, parts or 64-bit sizes), as wheels are.
///
/// Every offset and length is checked before it is used. What comes out is compared with a digest
/// afterwards, so that its own checksum need not be.
enum ArchivedFile {
  private static let directoryEnd: UInt32 = 0x0605_4b50
  private static let directoryEntry: UInt32 = 0x0201_4b50
  private static let localHeader: UInt32 = 0x0403_4b50

  /// Whether a file begins as an archive does.
  static func isArchive(_ data: Data) -> Bool { data.starts(with: [0x50, 0x4b, 3, 4]) }

  /// The bytes of the file of that name, or nil where it is not there, damaged, or longer than `most`.
  static func read(_ name: String, in archive: Data, most: Int) -> [UInt8]? {
    archive.withUnsafeBytes { bytes in
      guard let entry = entry(name, in: bytes), entry.length <= most else { return nil }
      guard let start = contentStart(entry, in: bytes), start <= bytes.count - entry.packed else {
        return nil
      }
      let packed = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + entry.packed)])
      switch entry.method {
      case 0: return entry.packed == entry.length ? Array(packed) : nil
      case 8: return Inflate.raw(packed, length: entry.length)
      default: return nil
      }
    }
  }

  private struct Entry {
    let method, packed, length, header: Int
  }

  /// The archive's directory stands at its end, before a comment of at most 65,535 bytes.
  private static func entry(_ name: String, in bytes: UnsafeRawBufferPointer) -> Entry? {
    let first = max(0, bytes.count - 22 - 65_535)
    let ends = stride(from: bytes.count - 22, through: first, by: -1)
    guard let end = ends.first(where: { number(bytes, $0, 4) == Int(directoryEnd) }),
      let count = number(bytes, end + 10, 2), var place = number(bytes, end + 16, 4)
    else { return nil }
    for _ in 0..<count {
      guard number(bytes, place, 4) == Int(directoryEntry),
        let nameLength = number(bytes, place + 28, 2), let extra = number(bytes, place + 30, 2),
        let comment = number(bytes, place + 32, 2), nameLength <= bytes.count - place - 46
      else { return nil }
      if bytes[(place + 46)..<(place + 46 + nameLength)].elementsEqual(name.utf8) {
        return entry(bytes, place)
      }
      place += 46 + nameLength + extra + comment
    }
    return nil
  }

  private static func entry(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Entry? {
    guard let method = number(bytes, place + 10, 2), let packed = number(bytes, place + 20, 4),
      let length = number(bytes, place + 24, 4), let header = number(bytes, place + 42, 4)
    else { return nil }
    return Entry(method: method, packed: packed, length: length, header: header)
  }

  private static func contentStart(_ entry: Entry, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard number(bytes, entry.header, 4) == Int(localHeader),
      let name = number(bytes, entry.header + 26, 2),
      let extra = number(bytes, entry.header + 28, 2)
    else { return nil }
    return entry.header + 30 + name + extra
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ size: Int) -> Int? {
    guard place >= 0, place <= bytes.count - size else { return nil }
    return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
