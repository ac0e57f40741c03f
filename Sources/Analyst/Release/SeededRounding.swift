// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// The draw that decides which way a cell rounds: the same people in the same cell draw the same.
///
/// Rendering again, in any language or format, therefore never gives a second sample to average.
/// HMAC-SHA256 (RFC 2104) over the cell's label and its sorted contributors, under a secret that
/// stays in the vault; without it the draw cannot be computed from a list of guessed contributors.
struct SeededRounding {
  let secret: [UInt8]

  func draw(cell: String, contributors: [[UInt8]]) -> UInt64 {
    let sorted = contributors.sorted { $0.lexicographicallyPrecedes($1) }
    var message = DomainLabel.rounding.bytes
    for part in [Array(cell.utf8)] + sorted {
      message += Self.bigEndian(UInt32(clamping: part.count)) + part
    }
    let code = MAC.hmacSHA256(key: secret, message)
    return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A multiple of `base`, up with probability (count mod base) / base, so that sums stay unbiased.
  static func rounded(_ count: Int, to base: Int, draw: UInt64) -> Int {
    let rest = count % base
    // draw * base / 2^64 is uniform over 0 ..< base.
    let up = Int(draw.multipliedFullWidth(by: UInt64(base)).high) < rest
    return count - rest + (up ? base : 0)
  }

  // A length before each part, so that no two lists of parts give the same bytes.
  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
