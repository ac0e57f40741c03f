// SPDX-License-Identifier: Apache-2.0

/// What a model's tokenizer puts in place of single characters before it looks for pieces.
struct NormMap: Sendable {
  private let replacements: [UInt32: [UInt32]]

  init(_ reader: inout ModelReader) throws(EmbeddingError) {
    let entries = try reader.count(in: 0...1_000_000)
    let length = Int(try reader.number(UInt32.self))
    let end = reader.offset + length
    guard end <= reader.bytes.count else { throw .truncated }
    var replacements: [UInt32: [UInt32]] = [:]
    replacements.reserveCapacity(min(entries, length))
    var last: UInt32?
    for _ in 0..<entries {
      let (from, to) = try Self.entry(&reader)
      if let last, from <= last { throw .damaged }
      replacements[from] = to
      last = from
    }
    guard reader.offset == end else { throw .damaged }
    self.replacements = replacements
  }

  private static func entry(
    _ reader: inout ModelReader
  ) throws(EmbeddingError) -> (UInt32, [UInt32]) {
    let from = try reader.number(UInt32.self)
    var to: [UInt32] = []
    for _ in 0..<(try reader.number(UInt8.self)) {
      let scalar = try reader.number(UInt32.self)
      guard Unicode.Scalar(scalar) != nil else { throw .damaged }
      to.append(scalar)
    }
    return (from, to)
  }

  /// The text as the pieces were made for: replaced, runs of spaces made one, a space at its start.
  func apply(to text: String) -> [UInt32] {
    let space = UInt32(0x20)
    var result: [UInt32] = []
    for scalar in text.unicodeScalars {
      for value in replacements[scalar.value] ?? [scalar.value] {
        if value == space, result.last == space { continue }
        result.append(value)
      }
    }
    return result.first == space ? result : [space] + result
  }
}
