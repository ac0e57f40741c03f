// SPDX-License-Identifier: Apache-2.0

/// Where each of a model's tables of numbers stands in its file.
struct TensorTable {
  private enum Kind: UInt8 {
    case float = 0
    case fourBits = 1
  }

  private struct Entry {
    let kind: Kind
    let numbers: Int
    let place: Range<Int>
  }

  private let bytes: ModelBytes
  private var entries: [String: Entry] = [:]

  init(_ reader: inout ModelReader) throws(EmbeddingError) {
    bytes = reader.bytes
    for _ in 0..<(try reader.count(in: 1...4096)) {
      let name = try Self.name(&reader)
      guard entries[name] == nil else { throw .damaged }
      entries[name] = try Self.entry(&reader)
    }
  }

  /// A table of plain numbers, copied out in fours.
  func floats(_ name: String, count: Int) throws(EmbeddingError) -> [SIMD4<Float>] {
    guard let entry = entries[name], entry.kind == .float, entry.numbers == count else {
      throw .otherShape
    }
    let floats = bytes.numbers(entry.place, as: SIMD4<Float>.self)
    guard floats.allSatisfy({ ($0 - $0) == .zero }) else { throw .damaged }
    return floats
  }

  /// A table of 4-bit numbers, left where it is.
  func blocks(
    _ name: String, rows: Int, columns: Int
  ) throws(EmbeddingError) -> QuantizedTable {
    guard
      let entry = entries[name], entry.kind == .fourBits, entry.numbers == rows * columns
    else { throw .otherShape }
    let table = QuantizedTable(bytes: bytes, place: entry.place, rows: rows, columns: columns)
    guard table.scalesAreFinite else { throw .damaged }
    return table
  }

  private static func name(_ reader: inout ModelReader) throws(EmbeddingError) -> String {
    let length = Int(try reader.number(UInt16.self))
    guard (1...64).contains(length) else { throw .damaged }
    let place = try reader.part(length)
    let letters = reader.bytes.numbers(place, as: UInt8.self)
    guard letters.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .damaged }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func entry(_ reader: inout ModelReader) throws(EmbeddingError) -> Entry {
    guard let kind = Kind(rawValue: try reader.number(UInt8.self)) else { throw .damaged }
    let numbers = Int(try reader.number(UInt32.self))
    let offset = try reader.number(UInt64.self)
    let length = try reader.number(UInt64.self)
    guard numbers % QuantizedBlock.length == 0 else { throw .damaged }
    let expected = kind == .float ? numbers * 4 : numbers / QuantizedBlock.length * 18
    guard length == UInt64(expected) else { throw .damaged }
    guard offset <= UInt64(reader.bytes.count), length <= UInt64(reader.bytes.count) - offset else {
      throw .truncated
    }
    return Entry(kind: kind, numbers: numbers, place: Int(offset)..<(Int(offset) + expected))
  }
}
