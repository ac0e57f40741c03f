// SPDX-License-Identifier: Apache-2.0

/// What letters of one alphabet may stand for in another.
protocol Spellings: Sendable {
  /// The most letters that stand for one choice.
  var longest: Int { get }

  /// What a part of a word in small letters may stand for.
  func choices(for part: Range<Int>, of word: [Unicode.Scalar]) -> [SpellingChoice]
}

/// Letters that others may stand for, and how unlikely that is.
struct SpellingChoice: Sendable {
  let letters: [Unicode.Scalar]
  var cost: Float
}
