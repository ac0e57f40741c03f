// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct RedactionListsTests {
  private func lists(
    names: String = "Мадина", surnames: String = "Зелкин", places: String = "Зелистон",
    kept: String = "ман", words: String? = nil
  ) throws -> RedactionLists {
    var texts = try shippedTexts()
    texts["names.txt"] = names
    texts["surnames.txt"] = surnames
    texts["places.txt"] = places
    texts["kept.txt"] = kept
    texts["words.txt"] = words ?? texts["words.txt"]
    return try RedactionLists(texts: texts)
  }

  @Test func `an empty list is refused, since it would leave every name in`() {
    #expect(throws: RedactionError.emptyList(file: "names.txt")) { try lists(names: "# none\n\n") }
    #expect(throws: RedactionError.emptyList(file: "places.txt")) { try lists(places: "") }
    #expect(throws: RedactionError.emptyList(file: "surnames.txt")) { try lists(surnames: " \n") }
    #expect(throws: RedactionError.emptyList(file: "kept.txt")) { try lists(kept: "#") }
  }

  @Test(arguments: [
    "Мадина\n123", "Мадина\n,Зара", "Мадина\nЗара,,Лола", "# a\nЗара * !", "\nЗара * Лола",
  ])
  func `an entry that cannot be read is refused by its line`(_ names: String) {
    #expect(throws: RedactionError.unreadableEntry(file: "names.txt", line: 2)) {
      try lists(names: names)
    }
  }

  @Test func `other spellings, comments and Windows line ends are read`() throws {
    let redactor = Redactor(lists: try lists(names: "Зелифа, Zelipha # invented\r\nКутлар *\r\n"))
    #expect(redactor.redact("тут Зелифа, Zelipha").text == "тут [person 1], [person 1]")
    #expect(redactor.marks(in: "кутлар").map(\.certainty) == [.doubtful])
  }

  @Test func `a sign tells how a word is used besides`() throws {
    let redactor = Redactor(lists: try lists(names: "Зелифа !\nКутлар"))
    #expect(redactor.redact("тут зелифа").text == "тут зелифа")
    #expect(redactor.redact("тут Зелифа").text == "тут [person 1]")
    #expect(redactor.redact("тут кутлар").text == "тут [person 1]")
  }

  @Test func `a place of several words is found with its endings`() throws {
    let redactor = Redactor(lists: try lists(places: "Верхний Зелин"))
    #expect(redactor.redact("в Верхнем Зелине жила").text == "в [place] жила")
    #expect(redactor.redact("верхний этаж").text == "верхний этаж")
  }

  @Test func `a table of words that is missing, empty, unknown or twice there is refused`() throws {
    let words = try shippedText("words")
    #expect(throws: RedactionError.emptyList(file: "words.txt [years]")) {
      try lists(words: words.replacing("[years]\n", with: ""))
    }
    let count = words.split(separator: "\n", omittingEmptySubsequences: false).count
    for line in ["[yaers]", "[years]", "123"] {
      #expect(throws: RedactionError.unreadableEntry(file: "words.txt", line: count + 1)) {
        try lists(words: words + "\n" + line)
      }
    }
  }
}
