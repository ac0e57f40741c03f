// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct AddressRuleTests {
  @Test(arguments: [
    "Жили на ⟦ул. Зелёная 45, кв. 12⟧",
    "в ⟦доме 5 кв 12⟧",
    "⟦микрорайон 12⟧ в городе",
    "у меня ⟦84 микрорайон⟧",
    "⟦12-й мкр, дом 3⟧",
    "We stayed at ⟦Al Zela street⟧.",
    "the house at ⟦27 zela lane, flat 3⟧",
    "дар ⟦кӯчаи Зелӣ 128, ҳуҷраи 7⟧",
    "Дар ⟦кӯчаи Зелӣ 45, хонаи 12⟧ будам.",
    "⟦маҳаллаи 46⟧",
    "дар ⟦мактаби 12⟧ мехондам",
    "⟦Zelona ko'chasi 12-uy, 5-xonadon⟧ yonida edik",
    "⟦Зелона кўчаси 12-уй⟧ ёнида",
    "⟦5-даҳа, 12-уй⟧ ёнида",
    "at ⟦12 Zela Street, flat 4⟧",
    "⟦house 5, apt 12⟧ was empty",
    "⟦проспект Зелина, дом 12а⟧",
    "⟦дом пять квартира двенадцать⟧",
    "⟦школа № 5⟧ рядом",
  ])
  func `addresses are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .address)
  }

  @Test(arguments: [
    "Дома было холодно.",
    "В квартире жили 12 человек.",
    "дар хона 3 нафар будем",
    "I was in the house 3 months",
    "на улице было темно",
    "uyda 5 kishi edik",
    "The street was dark.",
    "в 1 квартале 2019 года",
  ])
  func `what only looks like addresses is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "за ⟦зелёным рынком⟧, второй поворот"
  ])
  func `some addresses are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
