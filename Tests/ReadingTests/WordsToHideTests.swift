// SPDX-License-Identifier: Apache-2.0

import Reading
import Redaction
import Testing

struct WordsToHideTests {
  private func hidden(_ words: String, in text: String) -> [(words: String, kind: RedactionKind)] {
    let answers = [ShownAnswer(question: "change", heading: "", text: text)]
    let scalars = Array(text.unicodeScalars)
    return WordsToHide.spans(of: words, in: answers).map { _, span in
      (words: String(String.UnicodeScalarView(scalars[span.range])), kind: span.kind)
    }
  }

  @Test func `no word is cut`() {
    let text = "Ринат, рина"
    #expect(hidden("рин", in: text).isEmpty)
    #expect(hidden("рина", in: text).map(\.words) == ["Ринат", "рина"])
    #expect(hidden("ина", in: text).isEmpty)
  }

  @Test(arguments: [
    ("жили у г у л и", "у  г у л и", "у г у л и", RedactionKind.person),
    ("пиши @sitora там", "@sitora", "@sitora", .person),
    ("палата 214, да", "214", "214", .number),
    ("звонил 8,926,123,45,67", "8,926,123,45,67", "8,926,123,45,67", .number),
  ])
  func `what is typed is found as it stands, digits as a number`(
    _ text: String, _ typed: String, _ words: String, _ kind: RedactionKind
  ) {
    #expect(hidden(typed, in: text).map(\.words) == [words])
    #expect(hidden(typed, in: text).map(\.kind) == [kind])
  }

  @Test(arguments: ["", " ", "зима"])
  func `what does not stand in the text is not found`(_ typed: String) {
    #expect(hidden(typed, in: "Мадина ушла.").isEmpty)
  }
}
