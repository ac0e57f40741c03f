// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct PhoneRuleTests {
  @Test(arguments: [
    "Позвоните ⟦+992 00 000 00 00⟧ вечером.",
    "Рақами ман ⟦+992(90)000-00-11⟧ аст.",
    "⟦992900000011⟧ телефон",
    "мой номер ⟦90 000 00 11⟧",
    "Занг зан: ⟦900000011⟧.",
    "⟦8 (900) 000-00-11⟧ и ⟦+7 900 000 00 11⟧",
    "Telefonim ⟦998 90 000 00 11⟧ edi.",
    "He called from ⟦+971 50 000 0011⟧.",
    "Turkish number ⟦+90 500 000 00 11⟧",
    "Korea ⟦+82 10-0000-0011⟧",
    "Рақами қирғизӣ ⟦996 500 00 00 11⟧",
    "⟦9 0 0 0 0 0 0 1 1⟧ мой номер",
    "⟦9О0 0О0 О11⟧ бо ҳарфи О",
    "⟦9\u{200B}0\u{200B}0000\u{200B}011⟧ скрытые знаки",
    "⟦９０ ００００ ０１１⟧ широкие цифры",
    "⟦٩٠٠٠٠٠٠١١⟧ арабские цифры",
    "номер: ⟦девятьсот ноль ноль ноль ноль один один⟧",
    "рақам: ⟦навад сифр сифр сифр сифр як як⟧",
    "raqam: ⟦to'qson nol nol nol nol bir bir⟧",
    "number: ⟦nine zero zero zero zero one one⟧",
    "старый городской ⟦000-11-22⟧",
    "городской ⟦22-15-15⟧",
    "целые группы букв ⟦9О0 ООО 011⟧",
    "тел. ⟦6 12 34⟧",
    "⟦девяносто два семьсот двенадцать ноль ноль одиннадцать⟧ мой",
    "⟦плюс девятьсот девяносто два девяносто 000 00 11⟧",
    "рақамам ⟦наваду ду нуҳсаду як сифр сифр ёздаҳ⟧",
    "⟦to'qson to'qqiz yuz bir nol nol nol bir bir⟧",
    "⟦double nine zero zero zero zero zero one one⟧ is mine",
    "⟦9, 0, 0, 0, 0, 0, 0, 1, 1⟧",
    "⟦900 000\n011⟧ на двух строках",
    "Polish ⟦+48 600 000 011⟧",
    "⟦90·000·00·11⟧",
    "занг занед ба ⟦224 00 11⟧",
  ])
  func `telephone numbers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .phone)
  }

  @Test(arguments: [
    "Ждали 19 дней, их было 25.",
    "Бо 3 нафар 12 рӯз дар 1 хона будем.",
    "в 2015, 2016 и 2017 годах",
    "in 2015 2016 2017",
    "два раза по три дня",
    "было семнадцать человек, потом двадцать пять",
    "позвонила и попросила 15000 рублей",
  ])
  func `what only looks like telephone numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "последние цифры ⟦0011⟧",
    "спрятан ⟦9а0б0в0г0⟧ среди букв",
  ])
  func `some telephone numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
