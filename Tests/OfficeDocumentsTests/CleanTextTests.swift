// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
import Testing

struct CleanTextTests {
  @Test(
    arguments: [
      ("a\u{0}b\u{1B}[31m", "ab[31m"), ("a\u{202E}b\u{2066}c", "abc"),
      ("a\nb\r\u{2028}c", "a b  c"),
      ("a\u{200B}b\u{FEFF}c\u{AD}d", "abcd"), ("\u{E0041}a\u{FFFE}\u{FFFF}", "a"),
      ("a\u{3164}b\u{115F}c", "abc"), ("\u{E000}x", "x"),
    ])
  func `what commands, hides or reorders is taken out`(text: String, clean: String) {
    #expect(Array(CleanText.of(text).unicodeScalars) == Array(clean.unicodeScalars))
  }

  @Test(arguments: ["ғӣқӯҳҷ Ғӣ", "Oʻzbekcha gʻ", "می\u{200C}خواهم", "e\u{301}", "👍 №1 – «да»"])
  func `letters of every script stay`(text: String) {
    #expect(CleanText.of(text) == text)
  }
}
