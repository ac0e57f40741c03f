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
}
