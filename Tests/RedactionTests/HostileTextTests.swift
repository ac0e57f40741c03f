// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// Texts made to keep an analyst's machine busy: each took time in the square of its length.
struct HostileTextTests {
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["93 ", "а-", "+ 9 ", "девять ", "1,23,", "93 then ", "а, ", "23 и "])
  func `time grows with the length of a text, whatever it repeats`(_ piece: String) throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    let text = String(repeating: piece, count: 60_000 / piece.unicodeScalars.count)
    let marks = redactor.marks(in: text)
    _ = redactor.pointed(in: text)
    #expect(marks.allSatisfy { !$0.range.isEmpty })
  }
}
