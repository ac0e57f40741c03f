// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct LongDigitsRuleTests {
  @Test(arguments: [
    "Код ⟦12345⟧.",
    "Номер дела ⟦00-0000/19⟧.",
    "рақами ⟦1234 5678 9012 3456⟧",
    "⟦1 2 3 4 5 6⟧ набрала",
    "код ⟦12 34 567⟧",
    "ман ⟦двадцать пять тысяч триста⟧ супоридам",
  ])
  func `long numbers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .number)
  }

  @Test(arguments: [
    "Код 1234.",
    "16 часов, 7 дней, 30 человек",
    "один раз, два раза",
    "1 200 000 человек",
    "дали 15 000 рублей",
    "300 тысяч, звонили все",
    "В 2007-2008 годах",
    "война (1894-1895)",
    "в 2019-2020 и 2021-2022",
  ])
  func `what only looks like long numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "код ⟦12 34⟧"
  ])
  func `some long numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
