// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// The text of one code in a series (SubmissionFileFormat §2).
struct CodeFrame: Equatable {
  let series: String
  let number: Int
  let count: Int
  let bytes: [UInt8]

  /// Reads a scanned line; scanners may write the kind of code before it.
  init?(_ line: Substring) {
    var text = line[...]
    if text.hasPrefix("QR-Code:") { text = text.dropFirst(8) }
    guard let last = text.lastIndex(of: "/") else { return nil }
    let check = Digest.sha256(Array(text[..<last].utf8)).prefix(4)
    guard text[text.index(after: last)...] == Hex.text(check).uppercased() else { return nil }
    // The alphabet of the bytes has a slash too: only the first four end a part.
    let parts = text[..<last].split(
      separator: "/", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "OVOZ1", parts[1].count == 16, let number = Int(parts[2]),
      let count = Int(parts[3]), (1...1_000).contains(count), (1...count).contains(number),
      let bytes = Base45.bytes(parts[4])
    else { return nil }
    (series, self.number, self.count, self.bytes) = (String(parts[1]), number, count, bytes)
  }
}

/// Base45 (RFC 9285), for codes in their alphanumeric mode.
enum Base45 {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

  static func bytes(_ text: Substring) -> [UInt8]? {
    let digits = text.utf8.compactMap(alphabet.firstIndex)
    guard digits.count == text.utf8.count, digits.count % 3 != 1 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 3) {
      let group = digits[start..<min(start + 3, digits.count)]
      let number = group.reversed().reduce(0) { $0 * 45 + $1 }
      guard number < (group.count == 3 ? 1 << 16 : 1 << 8) else { return nil }
      if group.count == 3 { bytes.append(UInt8(number >> 8)) }
      bytes.append(UInt8(number & 255))
    }
    return bytes
  }
}
