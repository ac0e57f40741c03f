// SPDX-License-Identifier: Apache-2.0

/// Reads a model file from front to back; never past its end, whatever its numbers say.
struct ModelReader {
  let bytes: ModelBytes
  private(set) var offset = 0

  init(_ bytes: ModelBytes) { self.bytes = bytes }

  /// Steps over a part and gives where it stands.
  mutating func part(_ length: Int) throws(EmbeddingError) -> Range<Int> {
    guard length >= 0, length <= bytes.count - offset else { throw .truncated }
    defer { offset += length }
    return offset..<(offset + length)
  }

  /// Steps over a table of so many entries.
  mutating func part(
    _ entries: Int, of size: Int
  ) throws(EmbeddingError) -> Range<Int> {
    let (length, overflow) = entries.multipliedReportingOverflow(by: size)
    guard !overflow else { throw .damaged }
    return try part(length)
  }

  /// One number, little-endian as the format has it.
  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws(EmbeddingError) -> Number {
    let place = try part(MemoryLayout<Number>.size)
    return Number(littleEndian: bytes.withPart(place) { $0.loadUnaligned(as: type) })
  }

  /// A number that counts something, at most so large.
  mutating func count(in allowed: ClosedRange<Int>) throws(EmbeddingError) -> Int {
    let value = Int(try number(Int32.self))
    guard allowed.contains(value) else { throw .otherShape }
    return value
  }
}
