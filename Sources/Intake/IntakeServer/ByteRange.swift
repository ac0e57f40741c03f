// SPDX-License-Identifier: Apache-2.0

/// One range of bytes that a player asked for (RFC 9110 §14.1.2); several at once are not served.
struct ByteRange {
  let bounds: ClosedRange<Int>
  private let total: Int

  init?(_ header: String, of total: Int) {
    guard header.hasPrefix("bytes="), total > 0 else { return nil }
    let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] + parts[1] != "" else { return nil }
    let last = parts[1].isEmpty ? total - 1 : Int(parts[1])
    guard let last else { return nil }
    let first = parts[0].isEmpty ? max(0, total - last) : Int(parts[0])
    let end = parts[0].isEmpty ? total - 1 : min(last, total - 1)
    guard let first, first >= 0, first <= end else { return nil }
    (bounds, self.total) = (first...end, total)
  }

  /// The value of `Content-Range`.
  var text: String { "bytes \(bounds.lowerBound)-\(bounds.upperBound)/\(total)" }
}
