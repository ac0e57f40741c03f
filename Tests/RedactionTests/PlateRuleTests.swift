// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct PlateRuleTests {
  @Test(arguments: [
    "номер машины ⟦А123ВС77⟧",
    "мошини ⟦1234AB01⟧ омад",
    "машина ⟦А 123 ВС 77⟧",
    "мошини рақамаш ⟦1234 AB 01⟧",
    "mashina ⟦01 A 123 BC⟧ keldi",
    "⟦01A123BC⟧ raqamli mashina",
    "taxi ⟦01 123 ABC⟧",
    "машина ⟦123 ABC 02⟧",
    "⟦123ABC02⟧ стояла",
    "машина ⟦01 KG 123 ABC⟧",
    "номера ⟦а123вс77⟧ серая",
    "стояла ⟦а123вс 77⟧",
    "car ⟦34 ABC 123⟧",
    "машина ⟦а 123 вс 77 рус⟧",
    "⟦A123BC/77⟧ машина",
    "plate number ⟦a 12345⟧",
    "номер машины ⟦5555⟧, чёрная",
    "рақамаш ⟦7777⟧ буд, мошини сафед",
    "последние цифры номера машины ⟦55 5⟧",
    "mashina raqami ⟦777⟧ edi",
    "номер машины ⟦а сто двадцать три вс семьдесят семь⟧",
    "госномер ⟦о777оо⟧",
    "Turkish plate ⟦34 ABC 12⟧",
  ])
  func `plates of cars are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .plate)
  }

  @Test(arguments: [
    "в 2019 мы 12 раз звонили",
    "1500 на 20 дней",
    "У нас 12 ДНЕЙ и 3 ночи",
    "По 12 ч и 30 мин",
    "в машине было 5 человек",
    "таксист взял 500 рублей",
    "номер машины я не запомнила, прошло 12 дней",
    "mashinada 7 kishi edik",
  ])
  func `what only looks like plates is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "серая машина, номер на ⟦77⟧",
    "⟦B 1234 AB⟧ стояла у ворот",
  ])
  func `some plates of cars are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
