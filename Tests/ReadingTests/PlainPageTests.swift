// SPDX-License-Identifier: Apache-2.0

import Reading
import Testing

struct PlainPageTests {
  private func page(_ texts: [String], blurs: Bool = true) throws -> PlainPage {
    PlainPage(
      texts.map { ShownAnswer(question: "q", heading: "Heading", text: $0, notes: ["• ticked"]) },
      try Desk.distress(), blurs: blurs)
  }

  @Test func `sentences are numbered through all answers, one a line`() throws {
    #expect(
      try page(["Як. Ду.", "Се."]).lines
        == ["", "Heading", "1. Як.", "2. Ду.", "• ticked", "", "Heading", "3. Се.", "• ticked"])
  }

  @Test func `sentences of one answer have a place, those of two have none`() throws {
    let page = try page(["Як. Ду.", "Се."])
    #expect(page.place(of: 1...2)?.range == 0..<7)
    #expect(page.place(of: 2...3) == nil)
    #expect(page.place(of: 3...4) == nil)
    #expect(page.place(of: 0...1) == nil)
  }

  @Test func `a part of an answer has the numbers of the sentences that it touches`() throws {
    let page = try page(["Як. Ду.", "Се."])
    #expect(page.numbers(of: 5..<6, in: 0) == 2...2)
    #expect(page.numbers(of: 1..<6, in: 0) == 1...2)
    #expect(page.numbers(of: 0..<3, in: 1) == 3...3)
    #expect(page.numbers(of: 3..<4, in: 0) == nil)
  }

  @Test func `distressing sentences are left out until they are asked for`() throws {
    var page = try page(["Меня били. Потом я ушла."])
    #expect(page.warning?.contains("beating") == true)
    #expect(page.lines.contains("1. (left out)") && page.lines.contains("2. Потом я ушла."))
    page.reveal()
    #expect(page.lines.contains("1. Меня били."))
    #expect(page.warning == nil)
  }

  @Test func `an answer's text stands as it was written, without what is left out`() throws {
    let text = "Я жила там.\nМеня били! Потом я ушла.  Её убили… И всё"
    var page = try page(["Раз.", text])
    #expect(page.text(of: 0) == "Раз.")
    #expect(page.text(of: 1) == "Я жила там.\n(left out) Потом я ушла.  (left out) И всё")
    page.reveal()
    #expect(page.text(of: 1) == text)
    let whole = try self.page([text], blurs: false)
    #expect(whole.text(of: 0) == text)
  }

  @Test func `letters are found as on the full screen: capital or small, also in parts of words`()
    throws
  {
    let page = try page(["Маро гӯш накарданд. Баъд омадам.", "Гӯши ман."])
    #expect(page.found("ГӮШ").map(\.number) == [1, 3])
    #expect(page.found("д. Б").map(\.number) == [1, 2], "over the end of a sentence")
    #expect(page.found("ГӮШ").map(\.line) == ["1. Маро гӯш накарданд.", "3. Гӯши ман."])
    for none in ["", "кас", "ticked", "Heading"] { #expect(page.found(none).isEmpty) }
  }

  @Test func `what is left out is found, and its words stay left out`() throws {
    var page = try page(["Меня били. Потом я ушла."])
    #expect(page.found("били").map(\.line) == ["1. (left out)"])
    page.reveal()
    #expect(page.found("били").map(\.line) == ["1. Меня били."])
  }
}
