// SPDX-License-Identifier: Apache-2.0

/// The pieces of words that a model knows, with their scores (SentencePiece's unigram model).
struct PieceTable: Sendable {
  /// The pieces that stand for no letters.
  struct Marks: Sendable {
    let start, end, unknown: Int
  }

  let marks: Marks
  let scores: [Float]
  /// What a character costs that is in no piece.
  let unknownScore: Float
  /// Bytes of the longest piece.
  let longest: Int

  private let letters: [UInt8]
  private let starts: [UInt32]
  /// Open addressing: a piece's number plus one, 0 where there is none.
  private let slots: [UInt32]

  var count: Int { scores.count }

  init(_ reader: inout ModelReader, vocabulary: Int) throws(EmbeddingError) {
    let count = try reader.count(in: 1...vocabulary)
    let (start, end) = (
      try reader.count(in: 0...(count - 1)), try reader.count(in: 0...(count - 1))
    )
    _ = try reader.number(Int32.self)  // The mark that fills up batches; ours need none.
    marks = Marks(start: start, end: end, unknown: try reader.count(in: 0...(count - 1)))
    let length = try reader.number(UInt64.self)
    guard length <= UInt64(reader.bytes.count) else { throw .truncated }
    starts = reader.bytes.numbers(try reader.part(count + 1, of: 4), as: UInt32.self)
    scores = reader.bytes.numbers(try reader.part(count, of: 4), as: Float.self)
    letters = reader.bytes.numbers(try reader.part(Int(length)), as: UInt8.self)
    guard starts.first == 0, starts.last == UInt32(letters.count),
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }), scores.allSatisfy(\.isFinite)
    else { throw .damaged }
    longest = zip(starts, starts.dropFirst()).reduce(1) { max($0, Int($1.1 - $1.0)) }
    guard longest <= 1024 else { throw .damaged }
    unknownScore = (scores.min() ?? 0) - 10
    slots = Self.slots(letters, starts)
  }

  /// The piece with these letters, whose hash is given, or nil.
  @inline(__always)
  func piece(_ wanted: ArraySlice<UInt8>, hash: PieceHash) -> Int? {
    var slot = hash.slot(of: slots.count)
    while slots[slot] != 0 {
      let piece = Int(slots[slot] - 1)
      if Self.letters(letters, starts, piece) == wanted { return piece }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The letters of a piece.
  func text(of piece: Int) -> String {
    String(decoding: Self.letters(letters, starts, piece), as: UTF8.self)
  }

  private static func letters(
    _ letters: [UInt8], _ starts: [UInt32], _ piece: Int
  ) -> ArraySlice<UInt8> {
    letters[Int(starts[piece])..<Int(starts[piece + 1])]
  }

  private static func slots(_ letters: [UInt8], _ starts: [UInt32]) -> [UInt32] {
    var size = 2
    while size < starts.count * 2 { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    for piece in 0..<(starts.count - 1) {
      let own = Self.letters(letters, starts, piece)
      guard !own.isEmpty else { continue }
      var slot = PieceHash(own).slot(of: size)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(piece + 1)
    }
    return slots
  }
}

/// A hash that grows with the letters (FNV-1a); nothing here is secret.
struct PieceHash {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init() {}

  init(_ letters: some Sequence<UInt8>) {
    for letter in letters { add(letter) }
  }

  @inline(__always)
  mutating func add(_ letter: UInt8) { value = (value ^ UInt64(letter)) &* 0x100_0000_01b3 }

  @inline(__always)
  func slot(of size: Int) -> Int { Int(truncatingIfNeeded: value ^ (value >> 32)) & (size - 1) }
}
