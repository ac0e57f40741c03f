// SPDX-License-Identifier: Apache-2.0

/// The pieces of a model in one alphabet, as a tree of letters with a score where a piece ends.
struct PieceTree: Sendable {
  /// The letters of Russian, Tajik and Uzbek.
  static let cyrillic = Set("абвгдеёжзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷў".unicodeScalars)
  /// The letters of Persian.
  static let persian = Set("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤأ".unicodeScalars)
  private static let spaceMark: Unicode.Scalar = "▁"

  private let letters: Set<Unicode.Scalar>
  /// From a node by a letter to a node.
  private var steps: [UInt64: Int32] = [:]
  /// By node; not a number where no piece ends.
  private var scores: [Float] = [.nan]

  /// The root's node; pieces that begin a word start behind ``wordStart``.
  static let root = 0
  /// The node behind the mark that stands before a word.
  let wordStart: Int

  init(_ table: PieceTable, letters: Set<Unicode.Scalar>) {
    self.letters = letters
    wordStart = 1
    steps[Self.key(Self.root, Self.spaceMark)] = 1
    scores.append(.nan)
    for piece in 0..<table.count {
      let text = Substring(table.text(of: piece)).unicodeScalars
      let word = text.first == Self.spaceMark ? text.dropFirst() : text
      guard word.allSatisfy(letters.contains) else { continue }
      if !text.isEmpty { add(text, score: table.scores[piece]) }
    }
  }

  /// Adds a word that the model has no piece for.
  mutating func add(word: String, score: Float) {
    let letters = Substring(word).unicodeScalars
    guard !letters.isEmpty, letters.allSatisfy(self.letters.contains) else { return }
    let node = add(letters, score: nil, from: wordStart)
    if self.score(at: node) ?? -.infinity < score { scores[node] = score }
  }

  @discardableResult
  private mutating func add(
    _ text: Substring.UnicodeScalarView, score: Float?, from start: Int = root
  ) -> Int {
    var node = start
    for letter in text {
      if let next = self.node(after: node, letter) {
        node = next
      } else {
        steps[Self.key(node, letter)] = Int32(scores.count)
        node = scores.count
        scores.append(.nan)
      }
    }
    if let score { scores[node] = score }
    return node
  }

  func node(after node: Int, _ letter: Unicode.Scalar) -> Int? {
    steps[Self.key(node, letter)].map(Int.init)
  }

  /// The node after several letters.
  func node(after node: Int, _ letters: [Unicode.Scalar]) -> Int? {
    var node = node
    for letter in letters {
      guard let next = self.node(after: node, letter) else { return nil }
      node = next
    }
    return node
  }

  /// The score of the piece that ends here, or nil.
  func score(at node: Int) -> Float? { scores[node].isNaN ? nil : scores[node] }

  private static func key(_ node: Int, _ letter: Unicode.Scalar) -> UInt64 {
    UInt64(node) << 32 | UInt64(letter.value)
  }
}
