// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
import Testing

@Suite struct SheetTextTests {
  @Test(
    arguments: [
      ("=1+1", "\"'=1+1\""), ("+7", "\"'+7\""), ("-7", "\"'-7\""), ("@x", "\"'@x\""),
      ("\tx", "\"'\tx\""), (" =x", "\"' =x\""), ("＝x", "\"'＝x\""), ("=\u{301}x", "\"'=\u{301}x\""),
      ("a\"b", "\"a\"\"b\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""), ("1=1", "\"1=1\""),
      ("", "\"\""),
    ])
  func `no field runs as a formula or breaks out of its quotes`(text: String, field: String) {
    #expect(Array(SheetText.cell(text).unicodeScalars) == Array(field.unicodeScalars))
  }

  @Test func `what is put before a formula is taken off again, and nothing else is`() {
    for text in ["=1+1", " -7", "＝x"] { #expect(SheetText.unguarded("'" + text) == text) }
    for text in ["'word", "=1+1", "'", ""] { #expect(SheetText.unguarded(text) == text) }
  }

  @Test func `a sheet begins with its mark, and each row ends its line`() {
    #expect(SheetText.of([["a", "b"], ["c"]]) == "\u{FEFF}\"a\",\"b\"\r\n\"c\"\r\n")
  }
}
