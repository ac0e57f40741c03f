// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TransparencyLog

/// The leaves that somebody with a receipt asks about: `testimony` or `withdrawal`, then the leaf's digits.
struct LeafList {
  /// One leaf and what it stands for.
  struct Entry {
    let kind: String
    let leaf: [UInt8]
  }

  let entries: [Entry]

  /// Reads one leaf a line; a line that begins with # says nothing.
  init(_ text: String, file: String) throws {
    var entries: [Entry] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let kind = words.first, !kind.hasPrefix("#") else { continue }
      guard words.count == 2, ["testimony", "withdrawal"].contains(kind),
        let leaf = Hex.bytes(words[1]), leaf.count == LogLeaf.length
      else {
        throw Failure(
          "\(file):\(index + 1): this is no leaf",
          hint: "write `testimony` or `withdrawal`, then 64 hexadecimal digits", code: 64)
      }
      entries.append(Entry(kind: String(kind), leaf: leaf))
    }
    self.entries = entries
  }
}
