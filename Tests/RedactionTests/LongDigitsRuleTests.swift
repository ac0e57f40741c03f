// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct LongDigitsRuleTests {
  @Test(arguments: [
    "Код ⟦12345⟧.",
    "Номер дела ⟦00-0000/19⟧.",
    "рақами ⟦1234 5678 9012 3456⟧",
    "мне дали ⟦15000⟧ рублей",
    "ман ⟦двадцать пять тысяч триста⟧ супоридам",
  ])
  func `long numbers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .number)
  }

  @Test(arguments: [
    "Код 1234.",
    "16 часов, 7 дней, 30 человек",
    "один раз, два раза",
  ])
  func `what only looks like long numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "дали ⟦15 000⟧ рублей"
  ])
  func `some long numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
