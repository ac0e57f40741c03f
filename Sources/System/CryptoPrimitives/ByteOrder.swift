// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
  /// Adds a number, most significant byte first.
  public mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}

extension ArraySlice<UInt8> {
  /// Takes `count` bytes off the front, or nil where there are fewer.
  public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, self.count >= count else { return nil }
    defer { removeFirst(count) }
    return prefix(count)
  }

  /// Takes a number off the front, most significant byte first.
  public mutating func take<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type
  ) -> Number? {
    take(MemoryLayout<Number>.size)?.reduce(0) { $0 << 8 | Number($1) }
  }
}
