// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

struct OffsetTests {
  private let text = "Мадина ушла, потом Мадина вернулась в Худжанд вечером"

  private func words(_ text: String, _ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
  }

  @Test func `words that stayed are found in the original`() throws {
    let redacted = try shippedRedactor().redact(text)
    let start = try #require(redacted.text.range(of: "потом"))
    let scalars = redacted.text.unicodeScalars
    let lower = scalars.distance(from: scalars.startIndex, to: start.lowerBound)
    #expect(words(text, redacted.originalRange(of: lower..<(lower + 5))) == "потом")
  }

  @Test func `neutral words stand for all that they replace`() throws {
    let redacted = try shippedRedactor().redact(text)
    let first = try #require(redacted.replacements.first)
    #expect(words(redacted.text, first) == "[person 1]")
    let inside = (first.lowerBound + 2)..<(first.lowerBound + 3)
    #expect(words(text, redacted.originalRange(of: inside)) == "Мадина")
  }

  @Test func `every part of the original comes back, widened at most to whole marks`() throws {
    let redacted = try shippedRedactor().redact(text)
    let count = text.unicodeScalars.count
    for lower in 0..<count {
      for upper in (lower + 1)...count {
        let back = redacted.originalRange(of: redacted.redactedRange(of: lower..<upper))
        #expect(back.lowerBound <= lower && back.upperBound >= upper)
        let touched = redacted.marks.filter { $0.range.overlaps(lower..<upper) }.map(\.range)
        #expect(back.lowerBound == min(lower, touched.first?.lowerBound ?? lower))
        #expect(back.upperBound == max(upper, touched.last?.upperBound ?? upper))
      }
    }
  }
}
