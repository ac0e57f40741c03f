// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct DateRuleTests {
  @Test(arguments: [
    "Это было ⟦12.05.2019⟧.",
    "⟦2019-05-12⟧ уехала",
    "⟦12/5/19⟧ уехала",
    "Я уехала ⟦12 мая 2019 года⟧.",
    "⟦12-го мая⟧ уехала",
    "в ⟦мае 2019⟧ уехала",
    "Ман ⟦12 майи соли 2019⟧ рафтам.",
    "⟦5-уми сентябр⟧ рафтам",
    "Men ⟦2019-yil 12-may⟧ kuni ketdim.",
    "⟦12 sentabrda⟧ ketdim",
    "I left on ⟦May 12, 2019⟧.",
    "I left on the ⟦12th of May 2019⟧.",
    "uehala ⟦5 yanvarya⟧",
    "⟦12 янв 2020⟧",
    "в ⟦05.2019⟧ уехала",
    "⟦12 . 05 . 2019⟧ уехала",
    "⟦двенадцатого мая две тысячи девятнадцатого года⟧",
    "⟦бист якуми май⟧ рафтам",
    "⟦o'n ikkinchi may⟧ kuni",
    "on the ⟦twelfth of May nineteen ninety eight⟧ we left",
    "⟦двадцать первого апреля⟧ было",
    "⟦первого числа января⟧ ушла",
    "⟦may the fifth⟧ we left",
    "⟦12 III 2019⟧ уехала",
    "⟦12 мрта 2019⟧ уехала",
    "⟦12го числа⟧ ушла",
  ])
  func `dates are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .date)
  }

  @Test(arguments: [
    "Я уехала в мае.",
    "В 2019 году я вернулась.",
    "Соли 2019 омадам.",
    "I may go. You may",
    "you may first pay",
    "без числа и подписи",
    "В марте было холодно.",
    "25 человек",
  ])
  func `what only looks like dates is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "уехала ⟦12.05⟧ утром",
    "в ⟦2019⟧ году",
  ])
  func `some dates are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }

  @Test(arguments: [
    ("12.05.2019 уехала", "[date: 2019, quarter 2] уехала"),
    ("в мае 2019 года", "в [date: 2019, quarter 2]"),
    ("2019-yil 12-dekabr kuni", "[date: 2019, quarter 4] kuni"),
    ("12 майи соли 2019 рафтам", "[date: 2019, quarter 2] рафтам"),
    ("on March 3, 2020.", "on [date: 2020, quarter 1]."), ("12 мая уехала", "[date] уехала"),
    ("31/1/98 уехала", "[date: 1998, quarter 1] уехала"),
  ])
  func `of a date the quarter and the year stay, when both are known`(
    _ text: String, _ redacted: String
  ) throws {
    #expect(try shippedRedactor().redact(text).text == redacted)
  }
}
