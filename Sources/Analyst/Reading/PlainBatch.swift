// SPDX-License-Identifier: Apache-2.0

/// Goes through the sentences of one theme line by line: each is accepted or left by itself.
///
/// As on the full screen, nothing is accepted whose words the reader has not had before her. Through
/// a pipe no words are shown: there a testimony is accepted by its id, by whoever knows it.
public struct PlainBatch: Sendable, CustomReflectable {
  /// What came of an attempt to accept a line.
  public enum Outcome: Equatable, Sendable {
    /// The theme is to be stored for this line; the next one is at hand.
    case accepted(Int)
    /// Its words are left out, and have to be shown first.
    case hidden
    /// Nobody sees words here, and the line was not named: it is left as it is.
    case unseen
    /// The id is another testimony's.
    case anotherOne
  }

  /// So many letters of an id name a testimony; fewer are typed by accident.
  static let fewestLetters = 4

  private let lines: [BatchLine]
  private let showsWords: Bool
  private var hidden: Set<Int>
  private var accepted: [Int] = []
  private var row = 0

  /// The lines of one theme; `showsWords` where they go to somebody's eyes or ears.
  public init(
    _ lines: [BatchLine], _ distress: DistressList, blurs: Bool, showsWords: Bool
  ) {
    (self.lines, self.showsWords) = (lines, showsWords)
    hidden = Set(
      lines.indices.filter { blurs && !distress.subjects(in: lines[$0].words).isEmpty })
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Whether all lines are behind the reader.
  public var isOver: Bool { !lines.indices.contains(row) }

  /// The testimony at hand and its place in the list, without words; empty behind the last one.
  public var title: String {
    isOver ? "" : "\(lines[row].label)  \(row + 1) of \(lines.count)  \(accepted.count) accepted"
  }

  /// The sentence at hand; nil where no words are shown.
  public var words: String? {
    guard showsWords, !isOver else { return nil }
    return hidden.contains(row) ? "(left out; show brings it)" : lines[row].words
  }

  // MARK: steps

  /// Leaves the sentence at hand out no more.
  public mutating func reveal() { hidden.remove(row) }

  /// Leaves the testimony at hand as it is, and goes on.
  public mutating func leave() { row += 1 }

  /// Accepts the theme for the testimony at hand, and goes on where that may be.
  /// - Parameter id: the first letters of its id, where somebody gave them.
  /// - Returns: what came of it, with the line where the theme is to be stored.
  public mutating func accept(_ id: String?) -> Outcome {
    guard !isOver else { return .unseen }
    if let id, !isNamed(by: id) { return .anotherOne }
    if showsWords, hidden.contains(row) { return .hidden }
    defer { row += 1 }
    guard showsWords || id != nil else { return .unseen }
    accepted.append(row)
    return .accepted(row)
  }

  /// Whether an id, or its first letters, is that of the testimony at hand; a label is the beginning of one.
  private func isNamed(by id: String) -> Bool {
    let label = lines[row].label
    return id.count >= Self.fewestLetters && (label.hasPrefix(id) || id.hasPrefix(label))
  }

  /// Goes back to what was accepted last.
  /// - Returns: the line for which the theme is to be taken back, or nil where none is.
  public mutating func undo() -> Int? {
    guard let last = accepted.popLast() else { return nil }
    row = last
    return last
  }
}
