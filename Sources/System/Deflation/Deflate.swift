// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Compression by the system's zlib; one setting for each form, so the same bytes twice.
public enum Deflate {
  /// What stands around the compressed bytes, as zlib's deflateInit2 counts it.
  private enum Wrapping: Int32 {
    case none = -15
    case zlib = 15
    case gzip = 31
  }

  /// Raw DEFLATE (RFC 1951), or nil where zlib fails.
  public static func raw(_ bytes: [UInt8]) -> [UInt8]? { compress(bytes, .none, memory: 8) }

  /// DEFLATE in its zlib wrapping (RFC 1950), or nil where zlib fails.
  public static func wrapped(_ bytes: [UInt8]) -> [UInt8]? { compress(bytes, .zlib, memory: 8) }

  /// The gzip format (RFC 1952), without name or time, or nil where zlib fails.
  ///
  /// For pages that hold nothing of a visitor: what answers a sending is never compressed (G4).
  public static func gzip(_ bytes: [UInt8]) -> [UInt8]? { compress(bytes, .gzip, memory: 9) }

  /// CRC-32 as ZIP and PNG use it (ISO 3309).
  public static func crc32(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: CZlib.crc32_z(0, bytes, bytes.count))
  }

  private static func compress(
    _ bytes: [UInt8], _ wrapping: Wrapping, memory: Int32
  ) -> [UInt8]? {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, wrapping.rawValue, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    // zlib counts what it is given with 32 bits; what it makes may be longer than that.
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    guard max(bytes.count, room) <= UInt32.max else { return nil }
    var output = [UInt8](repeating: 0, count: room)
    var input = bytes
    let made = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard made == Z_STREAM_END else { return nil }
    return Array(output.prefix(Int(stream.total_out)))
  }
}
