// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Decompression by the system's zlib, of parts whose length is known beforehand.
public enum Inflate {
  /// The bytes behind raw DEFLATE (RFC 1951), or nil where they are not exactly `length`, or damaged.
  ///
  /// No more than `length` bytes are ever made: a small file cannot fill the memory.
  public static func raw(_ bytes: UnsafeRawBufferPointer, length: Int) -> [UInt8]? {
    guard bytes.count <= UInt32.max, 0...Int(UInt32.max) ~= length else { return nil }
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: max(1, length))
    let ended = output.withUnsafeMutableBufferPointer { output in
      // zlib does not write what it reads; its C type only does not say so.
      stream.next_in = UnsafeMutablePointer(
        mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(length)
      return inflate(&stream, Z_FINISH) == Z_STREAM_END
    }
    guard ended, Int(stream.total_out) == length else { return nil }
    return Array(output.prefix(length))
  }
}
