// SPDX-License-Identifier: Apache-2.0

/// Which groups of words somebody used, as hashes that only this run of the program can make.
///
/// Redaction also replaces what it only doubts. A retelling that repeats such a word cannot be seen in
/// the redacted text, so it is held against the words as they were written, which do not stay here.
struct SpokenGroups: Sendable {
  private let hashes: Set<Int>

  /// Takes an answer as it was written, and keeps none of its words.
  init(_ original: String) {
    hashes = Set(Self.groups(of: original).map(\.hashValue))
  }

  /// Whether a text repeats one of the groups.
  func repeats(in text: String) -> Bool {
    Self.groups(of: text).contains { hashes.contains($0.hashValue) }
  }

  private static func groups(of text: String) -> Set<WordGroup> {
    WordGroup.all(of: NotHerWay.run, in: text)
  }
}
