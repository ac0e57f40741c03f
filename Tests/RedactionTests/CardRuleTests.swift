// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct CardRuleTests {
  @Test(arguments: [
    "Карта ⟦4111 1111 1111 1111⟧.",
    "карта ⟦4111111111111111⟧",
    "корти ⟦4111-1111-1111-1111⟧",
    "⟦5555 5555 5555 4444⟧ karta",
    "amex ⟦3782 822463 10005⟧",
    "карта ⟦4111 1111 1111 1112⟧ с ошибкой",
    "корт ⟦41 11 11 11 11 11 11 11⟧",
    "⟦четыре один один один один один один один один один один один один один один один⟧",
  ])
  func `card numbers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .card)
  }

  @Test(arguments: [
    "Карта была у хозяина.",
    "12 месяцев по 16 часов",
  ])
  func `what only looks like card numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "последние четыре ⟦1111⟧"
  ])
  func `some card numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
