// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// The answers of one testimony, redacted together.
struct ConsistencyTests {
  private func redacted(_ texts: String...) throws -> [String] {
    try shippedRedactor().redact(together: texts.map { ($0, RedactionDecisions()) }).map(\.text)
  }

  @Test func `a name that one answer gives away is found in every other`() throws {
    let texts = try redacted(
      "потом пришла меҳрсифат и плакала", "Номам Меҳрсифат аст.", "Mehrsifatni urishdi")
    #expect(
      texts == ["потом пришла [person 1] и плакала", "Номам [person 1] аст.", "[person 1] urishdi"])
  }

  @Test func `one person has one number in all answers`() throws {
    let texts = try redacted("Шерзод ждал Мадину.", "Madina ушла, Шерзод остался.", "с Шерзодом")
    #expect(
      texts == [
        "[person 1] ждал [person 2].", "[person 2] ушла, [person 1] остался.", "с [person 1]",
      ])
  }

  @Test func `a village that one answer names with its cue is found in the others`() throws {
    let texts = try redacted("Я из села Зелистон.", "в Зелистоне холодно")
    #expect(texts == ["Я из села [place].", "в [place] холодно"])
  }

  @Test(arguments: [
    ["номер 90123", "4567 человек"], ["мне", "17 лет там работала"], ["меня зовут", "Потом ушла"],
    ["девять один два", "три года там"], ["ул.", "Мы жили там"], ["nobody", "@ home"],
  ])
  func `no rule reads from one answer into the next`(_ texts: [String]) throws {
    let redactor = try shippedRedactor()
    let apart = texts.map { redactor.redact($0).text }
    let together = redactor.redact(together: texts.map { ($0, RedactionDecisions()) }).map(\.text)
    #expect(together == apart)
  }

  @Test func `decisions hold for their own answer`() throws {
    let texts = ["тут Мадина", "там Мадина и Зарина"]
    let kept = RedactionDecisions(
      kept: [RedactionSpan(4..<10, .person)], added: [RedactionSpan(0..<3, .place)])
    let redacted = try shippedRedactor().redact(
      together: [(texts[0], RedactionDecisions()), (texts[1], kept)])
    #expect(redacted.map(\.text) == ["тут [person 1]", "[place] Мадина и [person 2]"])
    #expect(redacted[1].marks.map(\.range) == [0..<3, 13..<19])
  }

  @Test(arguments: 0..<10)
  func `marks lie in their own answer, whatever the answers are`(_ seed: UInt64) throws {
    let redactor = try shippedRedactor()
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<20 {
      let texts = (0..<4).map { _ in
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in
          ["\u{301}", "\r", "\n", "Мадина", "90", "1234567", "\u{200D}", "👩", " ", "зовут "]
            .randomElement(using: &dice) ?? ""
        }.joined()
      }
      let redacted = redactor.redact(together: texts.map { ($0, RedactionDecisions()) })
      #expect(redacted.count == texts.count)
      for (text, given) in zip(redacted, texts) {
        let count = given.unicodeScalars.count
        #expect(text.marks.allSatisfy { 0 <= $0.range.lowerBound && $0.range.upperBound <= count })
      }
    }
  }

  @Test func `no answers give none`() throws {
    #expect(try shippedRedactor().redact(together: []) == [])
  }
}
