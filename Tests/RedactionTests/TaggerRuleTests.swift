// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TaggerRuleTests {
  @Test(arguments: [
    "Потом ⟦Бельдузар⟧ ударил меня и ушёл домой.",
    "⟦Zelbodur⟧ menga qo'ng'iroq qildi, ish bor dedi.",
    "Баъд ⟦Зелбодур⟧ маро ба хонааш бурд.",
  ])
  func `names in no list are found by what stands around them`(_ marked: String) throws {
    let sample = Sample(marked)
    let marks = try shippedRedactor().marks(in: sample.text)
    for span in sample.spans {
      #expect(marks.contains { $0.kind == .person && $0.range.overlaps(span) })
    }
  }

  @Test(arguments: [
    "Я боялась полиции и никому не рассказывала.",
    "She looked at it. Com on.",
    "Министерство обещало пособие, но его нет.",
    "Ман метарсидам ва ҳар рӯз мегиристам.",
    "Menga hech kim yordam bermadi.",
    "The police did not believe me.",
    "мы работали с утра до ночи и нам не платили",
    "мастер на фабрике сказал работать до 12 ночи без выходных",
    "the cook, the driver and the guard all knew",
    "The Ministry of Labour and the United Nations came in white cars",
  ])
  func `a story without names keeps its words`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: ["⟦Бельдузар⟧ ушёл", "видели ⟦зельбодура⟧ там"])
  func `names in no list are knowingly missed in texts of under five words`(
    _ marked: String
  ) throws {
    try expectMissed(Sample(marked))
  }

  @Test func `rules and lists work alone without a tagger`() throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    #expect(redactor.redact("Меня зовут Мадина.").text == "Меня зовут [person 1].")
    let text = "Потом Бельдузар ударил меня и ушёл домой."
    #expect(redactor.redact(text).text == text)
  }

  @Test(arguments: [
    "Потом ⟦Бельдузар⟧ ударил меня и ушёл домой. Утром была ⟦бельдузару⟧ плата.",
    "⟦Zelbodur⟧ menga qo'ng'iroq qildi, ish bor dedi. Pulim ⟦zelbodurda⟧ qoldi.",
    "Баъд ⟦Зелбодур⟧ маро ба хонааш бурд. Пул дар ⟦зелбодур⟧ буд.",
  ])
  func `a name that the tagger found once is found everywhere`(_ marked: String) throws {
    let sample = Sample(marked)
    let redacted = try shippedRedactor().redact(sample.text)
    #expect(redacted.marks.filter { $0.kind == .person }.map(\.range) == sample.spans)
    #expect(Set(redacted.marks.map(\.replacement)) == ["[person 1]"])
    // In a sentence of its own nothing tells it.
    let last = try #require(sample.text.split(separator: ". ").last)
    #expect(try shippedRedactor().redact(String(last)).text == last)
  }

  @Test func `a repeated name is doubtful and says what found it`() throws {
    let text = "Потом Бельдузар ударил меня и ушёл домой. Утром была бельдузару плата."
    let mark = try #require(try shippedRedactor().marks(in: text).last)
    #expect(mark.rule == "repeated name" && mark.certainty == .doubtful)
  }

  @Test func `what an analyst keeps is not repeated, and what she keeps of the repeated stays`()
    throws
  {
    let text = "Потом Бельдузар ударил меня и ушёл домой. Утром была бельдузару плата."
    let marks = try shippedRedactor().marks(in: text)
    let first = RedactionDecisions(kept: [RedactionSpan(marks[0].range, .person)])
    #expect(try shippedRedactor().redact(text, decisions: first).text == text)
    let second = RedactionDecisions(kept: [RedactionSpan(marks[1].range, .person)])
    #expect(try shippedRedactor().redact(text, decisions: second).marks.count == 1)
  }

  @Test func `a name that an analyst adds is found everywhere`() throws {
    let text = "Там зельмодур. Утром была зельмодуру плата."
    let added = RedactionDecisions(added: [RedactionSpan(4..<13, .person)])
    #expect(
      try shippedRedactor().redact(text, decisions: added).text
        == "Там [person 1]. Утром была [person 1] плата.")
  }

  @Test func `an office before a name that an analyst hides is no name`() throws {
    let text = "The recruiter Zelbodur met us. Another recruiter took passports, zelbodur smiled."
    let added = RedactionDecisions(added: [RedactionSpan(4..<22, .person)])
    #expect(
      try shippedRedactor().redact(text, decisions: added).text
        == "The [person 1] met us. Another recruiter took passports, [person 1] smiled.")
  }

  @Test func `an everyday word of a name stays elsewhere`() throws {
    let text = "Там чёрная дверь. Утром дверь была чёрная."
    let added = RedactionDecisions(added: [RedactionSpan(4..<16, .person)])
    #expect(
      try shippedRedactor().redact(text, decisions: added).text
        == "Там [person 1]. Утром дверь была чёрная.")
  }
}
