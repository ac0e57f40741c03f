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
}
