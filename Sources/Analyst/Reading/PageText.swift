// SPDX-License-Identifier: Apache-2.0

import TerminalScreen

/// A part of one answer.
struct Passage: Hashable, Comparable, Sendable {
  /// The answer's place on the page.
  let answer: Int
  /// Scalar offsets in the shown text.
  let range: Range<Int>

  func overlaps(_ other: Passage) -> Bool {
    answer == other.answer && range.overlaps(other.range)
  }

  static func < (one: Passage, other: Passage) -> Bool {
    (one.answer, one.range.lowerBound) < (other.answer, other.range.lowerBound)
  }
}

/// All answers of one testimony, cut into cells, sentences and words.
struct PageText: Sendable, CustomReflectable {
  /// One line of the page.
  enum Line: Equatable {
    case heading(Int)
    case text(Int, Range<Int>)
    case note(String)
    case blank
  }

  let answers: [ShownAnswer]
  let sentences: [Passage]
  let words: [Passage]
  private let shown: [ShownText]

  init(_ answers: [ShownAnswer]) {
    self.answers = answers
    shown = answers.map { ShownText($0.text) }
    let units = answers.map { TextUnits($0.text, whole: $0.whole) }
    sentences = units.enumerated().flatMap { index, units in
      units.sentences.map { Passage(answer: index, range: $0) }
    }
    words = units.enumerated().flatMap { index, units in
      units.words.map { Passage(answer: index, range: $0) }
    }
  }

  var customMirror: Mirror { Mirror(self, children: []) }

  /// The lines when text has so many columns.
  func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    for (index, answer) in answers.enumerated() {
      if index > 0 { lines.append(.blank) }
      lines.append(.heading(index))
      if !answer.text.isEmpty {
        lines += shown[index].lines(width: width).map { .text(index, $0) }
      }
      lines += answer.notes.map { .note($0) }
    }
    return lines
  }

  /// The scalars of a line of text.
  func passage(of line: Line) -> Passage? {
    guard case .text(let answer, let cells) = line, !cells.isEmpty else { return nil }
    let all = shown[answer].cells
    let end = all[cells.upperBound - 1].scalars.upperBound
    return Passage(answer: answer, range: all[cells.lowerBound].scalars.lowerBound..<end)
  }

  func cells(of answer: Int) -> [Cell] { shown[answer].cells }

  /// The words of a passage.
  func text(of passage: Passage) -> String {
    let scalars = answers[passage.answer].text.unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: passage.range.lowerBound)
    return String(scalars[start...].prefix(passage.range.count))
  }

  /// The sentence that a place is in, or the nearest before it.
  func sentence(around passage: Passage) -> Passage? {
    let own = sentences.filter { $0.answer == passage.answer }
    return own.last { $0.range.lowerBound <= passage.range.lowerBound } ?? own.first
  }
}
