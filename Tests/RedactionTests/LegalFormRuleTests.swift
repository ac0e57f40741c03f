// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct LegalFormRuleTests {
  @Test(arguments: [
    "Фирма называлась ⟦ООО «Зельгарант⟧», договора не было.",
    "They work for ⟦Zelpath Recruiting LLC⟧ now.",
    "работала в ⟦ООО Зелёный мир⟧",
    "работала в ⟦ооо зелёный мир⟧",
    "дар ⟦ҷдмм зелсохтмон⟧ кор кардам",
    "\"⟦Zeltekstil⟧\" MCHJda ishladim",
    "⟦zeltekstil mchj⟧ da ishladim",
    "⟦Zeltex Ltd⟧ took our passports",
    "⟦ИП Зельмиров⟧ не платил",
    "she worked for ⟦golden zelip cleaning llc⟧ in the city",
    "the agency was ⟦bright zelpath recruiting llc⟧ and it is open",
    "«⟦Zel yoʻli⟧» MCHJ shartnoma bermadi",
  ])
  func `firms with their form of law are removed`(_ marked: String) throws {
    let sample = Sample(marked)
    let marks = try shippedRedactor().marks(in: sample.text)
    for span in sample.spans {
      #expect(
        marks.contains {
          $0.range.lowerBound <= span.lowerBound && span.upperBound <= $0.range.upperBound
        })
    }
  }

  @Test(arguments: [
    "ип открыл на моё имя",
    "ООО не платила.",
  ])
  func `what only looks like firms with a form of law is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: [
    "общество ⟦зельгарант⟧ не платило"
  ])
  func `some firms with a form of law are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
