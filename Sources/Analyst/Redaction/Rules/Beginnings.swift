// SPDX-License-Identifier: Apache-2.0

/// Beginnings of words, found by their first two letters.
struct Beginnings: Sendable {
  private var buckets: [UInt16: [String]] = [:]

  init(_ beginnings: [String]) {
    for beginning in beginnings {
      Self.key(beginning).map { buckets[$0, default: []].append(beginning) }
    }
  }

  /// The listed beginnings of a word; those of one letter are never found.
  func all(of word: String) -> [String] {
    guard let key = Self.key(word), let candidates = buckets[key] else { return [] }
    return candidates.filter { word.hasPrefix($0) }
  }

  func contains(_ word: String) -> Bool {
    guard let key = Self.key(word), let candidates = buckets[key] else { return false }
    return candidates.contains { word.hasPrefix($0) }
  }

  private static func key(_ word: String) -> UInt16? {
    var letters = word.utf8.makeIterator()
    guard let first = letters.next(), let second = letters.next() else { return nil }
    return UInt16(first) << 8 | UInt16(second)
  }
}
