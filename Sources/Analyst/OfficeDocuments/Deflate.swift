// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Compression as ZIP and PNG want it, by the system's zlib; one setting, so the same bytes twice.
enum Deflate {
  /// Raw DEFLATE (RFC 1951), or nil where zlib fails.
  static func raw(_ bytes: [UInt8]) -> [UInt8]? { compress(bytes, windowBits: -15) }

  /// DEFLATE in its zlib wrapping (RFC 1950), or nil where zlib fails.
  static func wrapped(_ bytes: [UInt8]) -> [UInt8]? { compress(bytes, windowBits: 15) }

  /// CRC-32 as ZIP and PNG use it (ISO 3309).
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: CZlib.crc32(0, bytes, UInt32(bytes.count)))
  }

  private static func compress(_ bytes: [UInt8], windowBits: Int32) -> [UInt8]? {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
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
