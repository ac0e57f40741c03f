// SPDX-License-Identifier: Apache-2.0

/// A page for reading aloud: numbered sentences, one a line, nothing that only eyes can tell apart.
///
/// It holds words while it lives, and prints none by itself.
public struct PlainPage: Sendable, CustomReflectable {
  private let page: PageText
  private var blur: Blur

  /// A page of answers.
  public init(_ answers: [ShownAnswer], _ distress: DistressList, blurs: Bool) {
    page = PageText(answers)
    blur = Blur(page, distress, isOn: blurs)
  }

  /// Never the words.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// What is said before it, or nil where nothing is.
  public var warning: String? {
    blur.hidesSomething ? blur.warning.map { $0 + " They are left out; show brings them." } : nil
  }

  /// Whether words in it warn of distress.
  public var isDistressing: Bool { !blur.sentences.isEmpty }

  /// Leaves nothing out any more.
  public mutating func reveal() { blur.turnOff() }

  /// The lines, with their words as they are: whoever prints them makes them safe.
  public var lines: [String] {
    var lines: [String] = []
    var number = 0
    for (index, answer) in page.answers.enumerated() {
      lines += ["", answer.heading]
      for sentence in page.sentences where sentence.answer == index {
        number += 1
        let words = blur.hides(sentence) ? "(left out)" : page.text(of: sentence)
        lines.append("\(number). \(words)")
      }
      lines += answer.notes
    }
    return lines
  }

  /// Where sentences stand: the answer's place and the part of its text; nil where they are not in
  /// one answer.
  public func place(of numbers: ClosedRange<Int>) -> (answer: Int, range: Range<Int>)? {
    guard numbers.lowerBound >= 1, numbers.upperBound <= page.sentences.count else { return nil }
    let first = page.sentences[numbers.lowerBound - 1]
    let last = page.sentences[numbers.upperBound - 1]
    guard first.answer == last.answer else { return nil }
    return (first.answer, first.range.lowerBound..<last.range.upperBound)
  }

  /// The numbers of the sentences that a part of an answer's text touches; nil where it is in none.
  public func numbers(of range: Range<Int>, in answer: Int) -> ClosedRange<Int>? {
    let place = Passage(answer: answer, range: range)
    let touched = page.sentences.indices.filter { page.sentences[$0].overlaps(place) }
    guard let first = touched.first, let last = touched.last else { return nil }
    return (first + 1)...(last + 1)
  }
}
