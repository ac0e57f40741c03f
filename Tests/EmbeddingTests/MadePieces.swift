// SPDX-License-Identifier: Apache-2.0

@testable import Embedding

extension PieceTable {
  /// A table of these pieces with their scores, as a file would hold it.
  static func made(of known: [(String, Float)]) throws -> PieceTable {
    let all = ["<s>", "<pad>", "</s>", "<unk>"].map { ($0, Float(0)) } + known
    let texts = all.map { Array($0.0.utf8) }
    let marks: [Int32] = [Int32(all.count), 0, 2, 1, 3]
    var bytes = marks.flatMap { TinyModel.little($0) }
    bytes += TinyModel.little(UInt64(texts.reduce(0) { $0 + $1.count }))
    var start: UInt32 = 0
    for text in texts + [[]] {
      bytes += TinyModel.little(start)
      start += UInt32(text.count)
    }
    bytes += all.flatMap { TinyModel.little($0.1) } + texts.flatMap(\.self)
    return try withFile(bytes) { url in
      var reader = ModelReader(try ModelBytes(contentsOf: url))
      return try PieceTable(&reader, vocabulary: all.count)
    }
  }
}
