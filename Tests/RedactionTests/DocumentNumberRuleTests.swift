// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct DocumentNumberRuleTests {
  @Test(arguments: [
    "Паспорт ⟦A12345678⟧ забрали.",
    "шиноснома ⟦А 123456789⟧",
    "Pasportim ⟦AA1234567⟧ edi.",
    "серия и номер ⟦45 00 123456⟧",
    "паспорт: ⟦4500 123456⟧",
    "ИНН ⟦123456789⟧",
    "РМА ⟦123456789⟧",
    "⟦12345678901234⟧ жшшир",
    "СНИЛС ⟦123-456-789 00⟧",
    "⟦aa 1234567⟧ pasport",
    "паспорт ⟦АВ № 123 45 67⟧",
    "шиносномаи ман ⟦а 123456789⟧",
    "паспорт ⟦четыре пять ноль ноль один два три четыре пять шесть⟧",
    "birth certificate ⟦123456⟧",
    "My passport no. is ⟦P1234567⟧.",
    "серия ⟦ММ номер 1234567⟧",
    "pasport seriyasi ⟦AD, raqami 7654321⟧",
    "шиноснома силсилаи ⟦А рақами 12345678⟧",
    "паспорт ⟦45 00 № 123456⟧",
    "серия ⟦4500 номер 123456⟧",
    "загранпаспорт ⟦75№1234567⟧",
    "паспорт ⟦а, 12345678⟧",
    "серия ⟦а а номер 1234567⟧",
    "патент ⟦77 № 1900123456⟧",
  ])
  func `document numbers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .document)
  }

  @Test(arguments: [
    "Паспорт забрали на 3 месяца.",
    "У меня был паспорт. В 2019 году уехала.",
    "Виза на 90 дней",
    "за паспорт просили 100000 рублей",
    "в серии 12 фильмов",
  ])
  func `what only looks like document numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "первые цифры паспорта ⟦45⟧"
  ])
  func `some document numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
