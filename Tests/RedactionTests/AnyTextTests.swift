// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// Texts put together at random, from scalars and pieces that rules look for.
struct AnyTextTests {
  @Test(arguments: 0..<40)
  func `marks of any text are in bounds, in order, apart, and whole`(_ seed: UInt64) throws {
    let redactor = try shippedRedactor()
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<25 {
      let text = dice.text(of: pieces, upTo: 24)
      let count = text.unicodeScalars.count
      let boundaries = clusterBoundaries(text)
      var end = 0
      for mark in redactor.marks(in: text) {
        #expect(mark.range.lowerBound >= end && !mark.range.isEmpty)
        #expect(boundaries.contains(mark.range.lowerBound))
        #expect(boundaries.contains(mark.range.upperBound))
        end = mark.range.upperBound
      }
      #expect(end <= count)
    }
  }

  @Test(arguments: 0..<20)
  func `redacting any redacted text by rules marks nothing new`(_ seed: UInt64) throws {
    // The tagger reads what stands around a word, and that has changed.
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    var dice = Dice(state: seed &* 0xD6E8_FEB8_6659_FD93 | 1)
    for _ in 0..<25 {
      let once = redactor.redact(dice.text(of: pieces, upTo: 24)).text
      #expect(redactor.redact(once).text == once)
    }
  }

  @Test(arguments: 0..<20)
  func `any decisions give a text`(_ seed: UInt64) throws {
    let redactor = try shippedRedactor()
    var dice = Dice(state: seed &* 0x2545_F491_4F6C_DD1D | 1)
    for _ in 0..<25 {
      let text = dice.text(of: pieces, upTo: 24)
      let spans = (0..<3).map { _ in
        let start = Int.random(in: 0...60, using: &dice)
        let range = start..<(start + Int.random(in: 0...20, using: &dice))
        return RedactionSpan(range, RedactionKind.allCases.randomElement(using: &dice) ?? .person)
      }
      let decisions = RedactionDecisions(
        kept: Array(spans.prefix(1)), added: Array(spans.dropFirst()))
      let redacted = redactor.redact(text, decisions: decisions)
      let removed = redacted.marks.reduce(0) { $0 + $1.range.count }
      let put = redacted.marks.reduce(0) { $0 + $1.replacement.unicodeScalars.count }
      #expect(redacted.text.unicodeScalars.count == text.unicodeScalars.count - removed + put)
    }
  }
}

private let pieces = [
  " ", " ", ". ", "\n", "Мадина", "зовут ", "деҳаи ", "ул. ", "+", "(", ")", "-", "@", ".", "90",
  "1",
  "2019", "май", "ko'chasi", "example", ".ru", "http://", "О", "\u{200D}", "\u{301}", "\u{202E}",
  "👩‍👧",
  "[person 1]", "[", "]", "собака", "точка", "девять ", "бир ", "A1234567", "o'g'li", "И.", "٣",
  "\r\n",
]
