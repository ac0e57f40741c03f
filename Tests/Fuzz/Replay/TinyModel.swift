// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A model small enough to be made by a test, with random weights, in the format of the real one.
///
/// Written by hand from the format, not with the code under test.
struct TinyModel {
  struct Matrix {
    var rows: [[Double]]
    var packed: [UInt8]
  }

  static let width = 384
  static let heads = 12
  static let inner = 96
  static let positions = 24
  static let letters = [
    "<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "c", "ab", "▁a", "о", "▁во",
  ]
  /// "qery:" are the letters of what is put before every text.
  static let pieces = letters + ["q", "u", "e", "r", "y", ":", "в"]
  static let scores: [Float] =
    [0, 0, 0, 0, -2, -3, -3.5, -4, -4.25, -3.75, -5, -6.5] + [Float](repeating: -7, count: 7)
  /// A tab is a space, U+0001 is nothing, a full-width A is a small a, "½" becomes three.
  static let norm: [(UInt32, [UInt32])] = [
    (1, []), (9, [32]), (0xbd, [97, 32, 98]), (0xff21, [97]),
  ]

  let layers: Int
  private(set) var floats: [String: [Double]] = [:]
  private(set) var matrices: [String: Matrix] = [:]
  private var order: [String] = []
  private var dice: Dice

  init(layers: Int = 2, seed: UInt64 = 7) {
    self.layers = layers
    dice = Dice(state: seed)
    let width = Self.width
    addMatrix("emb.word", Self.pieces.count + 2, width)
    addFloats("emb.pos", Self.positions * width, around: 0)
    addFloats("emb.type", 2 * width, around: 0)
    addNormalization("emb.ln")
    for layer in 0..<layers {
      for name in ["q", "k", "v", "ao"] { addDense("l\(layer).\(name)", width, width) }
      addNormalization("l\(layer).aln")
      addDense("l\(layer).fi", Self.inner, width)
      addDense("l\(layer).fo", width, Self.inner)
      addNormalization("l\(layer).oln")
    }
  }

  private mutating func addDense(_ name: String, _ rows: Int, _ columns: Int) {
    addMatrix(name + ".w", rows, columns)
    addFloats(name + ".b", rows, around: 0)
  }

  private mutating func addNormalization(_ name: String) {
    addFloats(name + ".w", Self.width, around: 1)
    addFloats(name + ".b", Self.width, around: 0)
  }

  private mutating func addFloats(_ name: String, _ count: Int, around middle: Double) {
    order.append(name)
    floats[name] = (0..<count).map { _ in Double(Float(middle + 0.2 * (dice.unit() - 0.5))) }
  }

  /// Blocks of 32: a half-precision scale between 1/128 and 1/64, then 16 bytes with two numbers each.
  private mutating func addMatrix(_ name: String, _ rows: Int, _ columns: Int) {
    order.append(name)
    var matrix = Matrix(rows: [], packed: [])
    for _ in 0..<rows {
      var row = [Double](repeating: 0, count: columns)
      for block in stride(from: 0, to: columns, by: 32) {
        let mantissa = UInt16(truncatingIfNeeded: dice.next() % 1024)
        let bits = 8 << 10 | mantissa
        let scale = (1 + Double(mantissa) / 1024) / 128
        matrix.packed += [UInt8(bits & 0xff), UInt8(bits >> 8)]
        for place in 0..<16 {
          let byte = UInt8(truncatingIfNeeded: dice.next() >> 20)
          matrix.packed.append(byte)
          row[block + place] = (Double(byte & 15) - 8) * scale
          row[block + place + 16] = (Double(byte >> 4) - 8) * scale
        }
      }
      matrix.rows.append(row)
    }
    matrices[name] = matrix
  }

  /// Bytes of all tables of weights; they stand at the file's end.
  var weightBytes: Int {
    matrices.values.reduce(0) { $0 + $1.packed.count }
      + floats.values.reduce(0) { $0 + $1.count * 4 }
  }

  /// The file's bytes: the head, the tokenizer's tables, a directory, and the weights.
  func bytes() -> [UInt8] {
    let tables = order.map { name in
      (name, matrices[name]?.packed ?? (floats[name] ?? []).flatMap { Self.little(Float($0)) })
    }
    let directory = tables.reduce(4) { $0 + 2 + $1.0.utf8.count + 21 }
    var head = Self.head(layers: layers) + Self.tokenizer()
    var offset = (head.count + directory + 31) / 32 * 32
    let start = offset
    head += Self.little(Int32(tables.count))
    for (name, bytes) in tables {
      let isMatrix = matrices[name] != nil
      let numbers = isMatrix ? bytes.count / 18 * 32 : bytes.count / 4
      head += Self.little(UInt16(name.utf8.count)) + Array(name.utf8) + [isMatrix ? 1 : 0]
      head += Self.little(UInt32(numbers)) + Self.little(UInt64(offset))
      head += Self.little(UInt64(bytes.count))
      offset += bytes.count
    }
    head += [UInt8](repeating: 0, count: start - head.count)
    return head + tables.flatMap(\.1)
  }

  private static func head(layers: Int) -> [UInt8] {
    let sizes = [width, layers, heads, inner, pieces.count + 2, positions, 2]
    return Array("E5S1".utf8) + little(UInt32(1)) + sizes.flatMap { little(Int32($0)) }
      + little(Float(1e-12)) + little(Int32(32))
  }

  private static func tokenizer() -> [UInt8] {
    let texts = pieces.map { Array($0.utf8) }
    let marks: [Int32] = [Int32(pieces.count), 0, 2, 1, 3]
    var bytes = marks.flatMap { little($0) }
    bytes += little(UInt64(texts.reduce(0) { $0 + $1.count }))
    var start: UInt32 = 0
    for text in texts {
      bytes += little(start)
      start += UInt32(text.count)
    }
    bytes += little(start) + scores.flatMap { little($0) } + texts.flatMap(\.self)
    let entries = norm.flatMap { from, to in
      little(from) + [UInt8(to.count)] + to.flatMap { little($0) }
    }
    return bytes + little(Int32(norm.count)) + little(UInt32(entries.count)) + entries
  }

  static func little(_ number: some BitwiseCopyable & Numeric) -> [UInt8] {
    withUnsafeBytes(of: number) { Array($0) }
  }
}

/// Random numbers that are the same in each run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 31)) &* 0x9e37_79b9_7f4a_7c15
  }

  mutating func unit() -> Double { Double(next() >> 11) / 0x1p53 }
}

/// A file that is there while a test runs.
func withFile<Result>(_ bytes: [UInt8], _ body: (URL) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: url) }
  try Data(bytes).write(to: url)
  return try body(url)
}
