// SPDX-License-Identifier: Apache-2.0

/// Plays reading and deciding with texts whose codes are known, to measure what an order is worth.
package struct ReadingPlan {
  /// So many are read before the order is made anew.
  private static let batch = 20

  private let texts: [CodedText]
  private let seen: [SeenText]

  /// Prepares the texts that may be read.
  package init(_ texts: [CodedText], vectors: [[Float]]? = nil) {
    self.texts = texts
    seen = SeenText.all(texts, vectors: vectors, cues: nil)
  }

  /// The positions of the texts that are read first, `most` of them.
  package func first(_ most: Int) -> [Int] {
    var read: [Int] = []
    var isRead = [Bool](repeating: false, count: texts.count)
    while read.count < min(most, texts.count) {
      let left = texts.indices.filter { !isRead[$0] }
      for index in next(of: left, after: read).prefix(min(Self.batch, most - read.count)) {
        read.append(index)
        isRead[index] = true
      }
    }
    return read
  }

  private func next(of left: [Int], after read: [Int]) -> [Int] {
    let waiting = left.map { seen[$0] }
    var doubts = [Float](repeating: 0, count: left.count)
    if read.count >= ReadingOrder.different {
      let decided = read.map { DecidedCodes(codes: texts[$0].codes, silent: []) }
      let model = ThemeModel(decided, read.map { seen[$0] }, cues: nil)
      doubts = model.doubts(waiting, decided.map(\.codes))
    }
    var order = ReadingOrder(waiting, read: read.map { seen[$0] }, doubts: doubts)
    return order.first(Self.batch, alreadyRead: read.count).map { left[$0] }
  }
}
