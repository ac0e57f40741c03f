// SPDX-License-Identifier: Apache-2.0

/// The sizes at the head of a model file.
struct ModelShape: Sendable {
  private static let magic: [UInt8] = Array("E5S1".utf8)
  private static let version: UInt32 = 1

  let width, layers, heads, inner, vocabulary, positions, kinds: Int
  let epsilon: Float

  /// Numbers in one head's share of a row.
  var headWidth: Int { width / heads }

  init(_ reader: inout ModelReader) throws(EmbeddingError) {
    guard reader.bytes.count >= Self.magic.count else { throw .notAModel }
    let magic = try reader.part(Self.magic.count)
    guard reader.bytes.numbers(magic, as: UInt8.self) == Self.magic else { throw .notAModel }
    guard try reader.number(UInt32.self) == Self.version else { throw .unknownVersion }
    width = try reader.count(in: EmbeddingModel.dimensions...EmbeddingModel.dimensions)
    layers = try reader.count(in: 1...48)
    heads = try reader.count(in: 1...48)
    inner = try reader.count(in: QuantizedBlock.length...8192)
    vocabulary = try reader.count(in: 5...1_000_000)
    positions = try reader.count(in: 16...4096)
    kinds = try reader.count(in: 1...16)
    epsilon = Float(bitPattern: try reader.number(UInt32.self))
    let block = try reader.count(in: QuantizedBlock.length...QuantizedBlock.length)
    guard inner % block == 0, width % heads == 0, headWidth % 4 == 0 else { throw .otherShape }
    guard epsilon > 0, epsilon < 0.001 else { throw .damaged }
  }
}
