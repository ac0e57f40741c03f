// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalControl

@Suite struct ParagraphTests {
  @Test(arguments: [
    ("", ""), ("one", "one"), ("one\ntwo", "one two"), ("one\n\ntwo\nthree", "one\n\ntwo three"),
    ("EXAMPLES:\n  do this\n  do that\nand so on", "EXAMPLES:\n  do this\n  do that\nand so on"),
    ("ends\n", "ends\n"),
  ])
  func `lines of a paragraph become one, and indented lines stay`(text: String, wanted: String) {
    #expect(text.paragraphs == wanted)
  }
}
