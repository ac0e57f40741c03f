// SPDX-License-Identifier: Apache-2.0

/// The lines of a text that say something, without comments, each with its number from 1.
struct TextLines: Sequence {
  private let lines: [(Int, Substring)]

  init(_ text: String) {
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    lines = all.enumerated().compactMap { index, line in
      let body = line.prefix { $0 != "#" }
      return body.contains { !$0.isWhitespace } ? (index + 1, body) : nil
    }
  }

  func makeIterator() -> IndexingIterator<[(Int, Substring)]> { lines.makeIterator() }

  /// The name in a line `[name]`.
  static func section(_ line: Substring) -> String? {
    guard line.first == "[", let end = line.firstIndex(of: "]"),
      line[end...].dropFirst().allSatisfy(\.isWhitespace)
    else { return nil }
    return String(line[line.index(after: line.startIndex)..<end])
  }
}
