// SPDX-License-Identifier: Apache-2.0

import Deflation

/// A ZIP file (PKWARE APPNOTE 6.3.10) of a few parts; the same parts give the same bytes.
///
/// Every entry is dated 1 January 1980, the format's zero, and made by "MS-DOS", so that a file tells
/// neither when, nor on what machine, nor by whom it was made. Limits: 65,535 parts and 4 GiB; far
/// over what a summary needs, and refused beyond.
public struct ZipArchive: Sendable {
  private var local: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without parts.
  public init() {}

  /// Adds a part under an ASCII name; `stored` leaves it uncompressed, as an ODF `mimetype` has to be.
  public mutating func add(
    _ name: String, _ bytes: [UInt8], stored: Bool = false
  ) throws(OfficeError) {
    guard count < 0xffff, local.count + bytes.count < 0x7fff_ffff,
      name.utf8.allSatisfy({ $0 < 128 })
    else { throw .doesNotFit }
    let packed = stored ? bytes : try Self.deflated(bytes)
    let facts = Self.facts(name, bytes, packed, method: stored ? 0 : 8)
    directory += Self.number(0x0201_4b50, 4) + Self.number(20, 2) + facts
    // No comment, first disk, no attributes; then where the part begins.
    directory += Self.number(0, 10) + Self.number(local.count, 4) + Array(name.utf8)
    local += Self.number(0x0403_4b50, 4) + facts + Array(name.utf8) + packed
    count += 1
  }

  /// The finished file.
  public var bytes: [UInt8] {
    let end =
      Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(local.count, 4)
      + Self.number(0, 2)
    return local + directory + end
  }

  /// What local header and directory say alike (§4.4.3 to §4.4.11).
  private static func facts(
    _ name: String, _ bytes: [UInt8], _ packed: [UInt8], method: Int
  ) -> [UInt8] {
    // Version 2.0, no flags, method, 00:00:00, 1 January 1980 (month and day count from 1).
    number(20, 2) + number(0, 2) + number(method, 2) + number(0, 2) + number(1 << 5 | 1, 2)
      + number(Int(Deflate.crc32(bytes)), 4) + number(packed.count, 4) + number(bytes.count, 4)
      + number(name.utf8.count, 2) + number(0, 2)
  }

  private static func deflated(_ bytes: [UInt8]) throws(OfficeError) -> [UInt8] {
    guard let packed = Deflate.raw(bytes) else { throw .cannotCompress }
    return packed
  }

  // Little end first.
  private static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
