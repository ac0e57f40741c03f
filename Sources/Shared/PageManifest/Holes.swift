// SPDX-License-Identifier: Apache-2.0

/// The places of a page that differ from visit to visit.
public enum Holes {
  /// The shortest run of digits that may be fresh: what is shorter is no id but a fault.
  static let least = 32

  /// Where two renderings of one page differ, or nil where they differ in more than fresh hexadecimal digits.
  public static func between(_ one: [UInt8], _ other: [UInt8]) -> [Range<Int>]? {
    guard one.count == other.count else { return nil }
    var holes: [Range<Int>] = []
    for index in one.indices where one[index] != other[index] {
      if let last = holes.last, last.contains(index) { continue }
      // Two ids may share some digits by chance: the hole is the whole run of digits.
      guard let run = run(around: index, in: one), run == self.run(around: index, in: other),
        run.count >= least
      else { return nil }
      holes.append(run)
    }
    return holes
  }

  /// The page with its holes filled by the digit 0.
  public static func fill(_ holes: [Range<Int>], in page: [UInt8]) -> [UInt8] {
    var page = page
    for index in holes.joined() where page.indices.contains(index) { page[index] = 0x30 }
    return page
  }

  /// Whether nothing but digits stands in the holes: anything else could be a script.
  static func haveDigitsOnly(_ holes: [Range<Int>], in page: [UInt8]) -> Bool {
    holes.joined().allSatisfy { page.indices.contains($0) && isDigit(page[$0]) }
  }

  private static func run(around index: Int, in page: [UInt8]) -> Range<Int>? {
    guard isDigit(page[index]) else { return nil }
    let start = page[..<index].lastIndex { !isDigit($0) }.map { $0 + 1 } ?? 0
    let end = page[index...].firstIndex { !isDigit($0) } ?? page.endIndex
    return start..<end
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
