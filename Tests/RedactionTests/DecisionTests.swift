// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

struct DecisionTests {
  private let text = "Звоните Мадине: 900000011, она в Душанбе."

  @Test func `a mark that the analyst keeps is not applied`() throws {
    let redactor = try shippedRedactor()
    let place = try #require(redactor.marks(in: text).first { $0.kind == .place })
    let decisions = RedactionDecisions(kept: [RedactionSpan(place.range, .place)])
    let redacted = redactor.redact(text, decisions: decisions)
    #expect(redacted.text == "Звоните [person 1]: [phone], она в Душанбе.")
    #expect(redacted.marks.count == 2)
  }

  @Test func `a kept part is left in until another mark covers it`() throws {
    let redactor = try shippedRedactor()
    let place = try #require(redactor.marks(in: text).first { $0.kind == .place })
    let kept = RedactionSpan(place.range, .place)
    let alone = RedactionDecisions(kept: [kept])
    #expect(alone.left(in: redactor.redact(text, decisions: alone)) == [kept])
    let changed = RedactionDecisions(kept: [kept], added: [RedactionSpan(place.range, .group)])
    #expect(changed.left(in: redactor.redact(text, decisions: changed)) == [])
  }

  @Test func `a kept part keeps only its own kind, and only what lies inside`() throws {
    let redactor = try shippedRedactor()
    let place = try #require(redactor.marks(in: text).first { $0.kind == .place }).range
    let shorter = place.lowerBound..<(place.upperBound - 1)
    for span in [RedactionSpan(place, .person), RedactionSpan(shorter, .place)] {
      let redacted = redactor.redact(text, decisions: RedactionDecisions(kept: [span]))
      #expect(redacted == redactor.redact(text))
    }
  }

  @Test func `a part that the analyst adds is replaced`() throws {
    let decisions = RedactionDecisions(added: [RedactionSpan(0..<7, .handle)])
    let redacted = try shippedRedactor().redact(text, decisions: decisions)
    #expect(redacted.text == "[handle] [person 1]: [phone], она в [place].")
    #expect(redacted.marks.first?.rule == "analyst")
  }

  @Test func `an added part that overlaps a mark gives the kind and covers both`() throws {
    let decisions = RedactionDecisions(added: [RedactionSpan(3..<10, .place)])
    let redacted = try shippedRedactor().redact(text, decisions: decisions)
    #expect(redacted.text == "Зво[place]: [phone], она в [place].")
  }

  @Test(arguments: [100..<200, 40..<4_000_000, Int.max - 1..<Int.max, -5 ..< -1, 3..<3])
  func `an added part outside the text does no harm`(_ range: Range<Int>) throws {
    let decisions = RedactionDecisions(added: [RedactionSpan(range, .date)])
    let redacted = try shippedRedactor().redact(text, decisions: decisions)
    #expect(redacted.marks.count - (range.lowerBound == 40 ? 1 : 0) == 3)
  }

  @Test func `an added part widens to whole grapheme clusters`() throws {
    let decisions = RedactionDecisions(added: [RedactionSpan(3..<4, .number)])
    let redacted = try shippedRedactor().redact("ab\u{301}\u{302}\u{303}c", decisions: decisions)
    #expect(redacted.text == "a[number]c")
  }

  @Test func `decisions survive coding and hold no words`() throws {
    let decisions = RedactionDecisions(
      kept: [RedactionSpan(1..<3, .person)], added: [RedactionSpan(5..<9, .place)])
    let coded = try JSONEncoder().encode(decisions)
    #expect(try JSONDecoder().decode(RedactionDecisions.self, from: coded) == decisions)
  }
}
