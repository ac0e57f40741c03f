// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

@testable import QualitativeExchange

@Suite struct RedactedPlacesTests {
  /// "Call +992 90 555 12 34 or write to a@example.com today": two marks, each of another length.
  private func redacted() throws -> (original: [Unicode.Scalar], redacted: RedactedText) {
    let text = "Call +992 90 555 12 34 or write to a@example.com today"
    let redacted = Redactor(lists: try lists()).redact(text, decisions: .init())
    try #require(redacted.marks.count == 2)
    return (Array(text.unicodeScalars), redacted)
  }

  /// The lists of Config/.
  private func lists() throws -> RedactionLists {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/redaction")
    let texts = try ["names", "surnames", "places", "kept", "words"].map {
      try String(contentsOf: folder.appending(path: "\($0).txt"), encoding: .utf8)
    }
    return try RedactionLists(
      names: texts[0], surnames: texts[1], places: texts[2], kept: texts[3], words: texts[4])
  }

  private func words(_ range: Range<Int>, _ text: RedactedText) throws -> String {
    let place = try #require(RedactedPlaces.range(range, in: text))
    var words = String.UnicodeScalarView()
    words.append(contentsOf: Array(text.text.unicodeScalars)[place])
    return String(words)
  }

  @Test func `words that nobody took out are the same words`() throws {
    let (original, redacted) = try redacted()
    for (start, end) in [(0, 4), (23, 31), (49, 54)] {
      var expected = String.UnicodeScalarView()
      expected.append(contentsOf: original[start..<end])
      #expect(try words(start..<end, redacted) == String(expected))
    }
  }

  @Test func `a mark that a passage cuts or holds is in it whole, and no word of it`() throws {
    let (original, redacted) = try redacted()
    #expect(try words(0..<original.count, redacted) == redacted.text)
    #expect(try words(0..<9, redacted) == "Call \(redacted.marks[0].replacement)")
    #expect(try words(8..<25, redacted) == "\(redacted.marks[0].replacement) or")
    #expect(try words(7..<8, redacted) == redacted.marks[0].replacement)
  }

  @Test func `a passage past the end has no place`() throws {
    let (original, redacted) = try redacted()
    #expect(RedactedPlaces.range(0..<original.count + 1, in: redacted) == nil)
  }
}
