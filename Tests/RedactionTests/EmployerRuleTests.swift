// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct EmployerRuleTests {
  @Test(arguments: [
    "Я работала в кафе «⟦Зеля⟧», платили мало.",
    "Агентство \"⟦Зельдория плюс⟧\" обещало визу.",
    "Дар ширкати «⟦Зелистон⟧» кор кардам.",
    "Ба фирмаи ⟦Зелтекс⟧ рафтам.",
    "U ⟦Zeltex Savdo⟧ firmasida ishlardi.",
    "I worked for the company ⟦Zelda Cleaning⟧ in winter.",
    "В салоне красоты «⟦Зелюс⟧» работали девочки.",
    "В кафе ⟦Старый зельград⟧ я мыла полы.",
    "Дар фабрикаи ⟦Зели тиллоӣ⟧ кор мекардем.",
    "Дар салони зебоии «⟦Зелгул⟧» будам.",
    "Хоҷагии деҳқонии «⟦Зелобод⟧» буд.",
    "⟦Zeltekstil⟧ fabrikasida ishladim",
    "«⟦Зелбаҳор⟧» ошхонасида ишладим",
    "⟦zelbahor⟧ nomli restoranda",
    "магазин с названием ⟦зельмаркет⟧",
    "фирма ⟦зельстрой⟧ не платила",
    "we slept in the ⟦Zelmira Palace⟧ hotel",
    "a cafe called ⟦zeltime⟧",
    "хозяин фирмы ⟦зельмаз-строй⟧ не платил",
    "rabotala v firme ⟦zelvostok servis⟧, dogovora ne bylo",
    "работала в гостинице ⟦северная звезда⟧, без денег",
    "дар ошхонаи ⟦зелими субҳ⟧ зарф мешустам",
    "дар хоҷагии ⟦Оби зелон⟧ пахта мечидем",
    "dar korkhonai ⟦zelti safed⟧ kor mekardam",
    "«⟦Zel yoʻli⟧» firmasi pul bermadi",
    "⟦zelbar savdo⟧ bozorida turardik",
    "⟦Nur Zelvo⟧ bozorining orqasida",
    "i worked in ⟦blue zelgoon⟧ cafe without pay",
    "we picked fruit at ⟦zelfield⟧ farm",
    "ошпаз дар чойхонаи ⟦рохат⟧ будам",
    "⟦chinor⟧ choyxonasida ishladim",
    "⟦nur savdo⟧ bozorida turardik",
  ])
  func `names of firms are removed`(_ marked: String) throws {
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
    "Я работала в кафе и на фабрике.",
    "Дар ширкат кор кардам.",
    "Firma pul bermadi.",
    "The company paid nothing.",
    "В магазине было холодно.",
    "Я думаю о России.",
    "We went from Tajikistan to Russia.",
    "На фабрике шили одежду.",
    "katta fabrikada ishladim",
    "дар корхонаи хусусӣ",
    "a cleaning company hired me",
    "в салоне красоты работала",
    "tikuv fabrikasida ishladim",
    "fermada sigirlarni sog'ardik, dam olish yo'q edi",
    "i worked in a small fish market",
    "in the same shoe factory we slept",
    "дар мағозаи либоси занона кор кардам",
    "дар бозори марказии шаҳр",
    "фабрика калон буд, пули моро надод",
    "shahar markazida turardik",
    "В кафе каждый день было много людей.",
    "работала на фабрике целый день, без еды",
    "the owner of the restaurant said I owed him",
  ])
  func `what kind of work it was is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: [
    "шили в ⟦зельтексе⟧ ночью", "дар бозори ⟦шодмонӣ⟧ мева мефурӯхтам",
    "at the ⟦sunrise⟧ market we sold fruit",
  ])
  func `some firms are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
