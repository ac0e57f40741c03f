// SPDX-License-Identifier: Apache-2.0

/// A page for reading aloud: numbered sentences, one a line, nothing that only eyes can tell apart.
///
/// It holds words while it lives, and prints none by itself.
public struct PlainPage: Sendable, CustomReflectable {
  /// What stands in the place of words that are left out.
  public static let leftOut = "(left out)"

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
  public var warning: String? { warning("show") }

  /// The same where something else than `show` brings what is left out.
  /// - Parameter way: what somebody types to see it.
  /// - Returns: a line without words of it.
  public func warning(_ way: String) -> String? {
    guard blur.hidesSomething else { return nil }
    return blur.warning.map { "\($0) \(Blur.leftOut(blur.sentences.count, way))" }
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
        lines.append(line(sentence, number))
      }
      lines += answer.notes
    }
    return lines
  }

  private func line(_ sentence: Passage, _ number: Int) -> String {
    "\(number). " + (blur.hides(sentence) ? Self.leftOut : page.text(of: sentence))
  }

  /// The sentences with these letters, found as the search of the full screen finds them.
  ///
  /// One that is left out is found too, and its words stay left out.
  /// - Returns: their numbers, and the lines as they stand on the page.
  public func found(_ letters: String) -> [(number: Int, line: String)] {
    let hits = page.hits(of: letters)
    return page.sentences.enumerated()
      .filter { _, sentence in hits.contains { $0.overlaps(sentence) } }
      .map { index, sentence in (number: index + 1, line: line(sentence, index + 1)) }
  }

  /// An answer's text as it stands, without what is left out: for eyes, that need no numbers.
  public func text(of answer: Int) -> String {
    let scalars = Array(page.answers[answer].text.unicodeScalars)
    var (text, end) = (String.UnicodeScalarView(), 0)
    for sentence in page.sentences where sentence.answer == answer && blur.hides(sentence) {
      text.append(contentsOf: scalars[end..<sentence.range.lowerBound])
      text.append(contentsOf: Self.leftOut.unicodeScalars)
      end = sentence.range.upperBound
    }
    text.append(contentsOf: scalars[end...])
    return String(text)
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
