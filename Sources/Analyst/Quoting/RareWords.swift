// SPDX-License-Identifier: Apache-2.0

/// Finds word groups of a draft that one single testimony has: by these she could be known.
///
/// Groups of one to three words. A group that holds a smaller one of the kind is not listed again,
/// nor is one that nobody wrote. It compares with what it is shown, so every testimony of the
/// campaign has to pass by.
public struct RareWords: Sendable {
  /// A group that stands in one testimony only.
  public struct Group: Equatable, Sendable {
    /// As it stands in the draft.
    public let words: String
    /// Whether the one testimony is the one that is quoted.
    public let isHers: Bool
  }

  static let largest = 3

  private let words: [(written: String, letters: [UInt8])]
  private let record: [UInt8]
  private let wanted: Set<WordGroup>
  private var seen: [WordGroup: (count: Int, isHers: Bool)] = [:]

  /// Looks for the groups of a text that was taken from one testimony.
  public init(in text: String, of record: [UInt8]) {
    words = WordGroup.folded(text)
    self.record = record
    wanted = (1...Self.largest).reduce(into: []) {
      $0.formUnion(WordGroup.all(of: $1, in: text))
    }
  }

  /// Takes the redacted answers of one testimony, each testimony once.
  public mutating func add(_ answers: [String], of record: [UInt8]) {
    var found: Set<WordGroup> = []
    for answer in answers {
      for size in 1...Self.largest { found.formUnion(WordGroup.all(of: size, in: answer)) }
    }
    for group in found.intersection(wanted) {
      let before = seen[group] ?? (0, false)
      seen[group] = (before.count + 1, before.isHers || record == self.record)
    }
  }

  /// The groups that one testimony has, in the order of the text.
  public func groups() -> [Group] {
    var rare: [Range<Int>] = []
    for size in 1...min(Self.largest, max(1, words.count)) where words.count >= size {
      for start in 0...(words.count - size) {
        let place = start..<(start + size)
        guard isRare(place), !rare.contains(where: { $0.clamped(to: place) == $0 }) else {
          continue
        }
        rare.append(place)
      }
    }
    return rare.sorted { $0.lowerBound < $1.lowerBound }.map(group)
  }

  private func isRare(_ place: Range<Int>) -> Bool {
    WordGroup(words[place].map(\.letters)[...]).flatMap { seen[$0]?.count } == 1
  }

  private func group(_ place: Range<Int>) -> Group {
    let found = WordGroup(words[place].map(\.letters)[...]).flatMap { seen[$0] }
    return Group(
      words: words[place].map(\.written).joined(separator: " "), isHers: found?.isHers ?? false)
  }
}
