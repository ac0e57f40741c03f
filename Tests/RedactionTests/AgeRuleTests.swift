// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct AgeRuleTests {
  @Test(arguments: [
    "Мне было ⟦16⟧ лет.",
    "мне тогда было всего ⟦семнадцать⟧ лет",
    "меня, ⟦16⟧-летнюю, увезли",
    "дочери ⟦7⟧ лет, она дома",
    "мне ⟦16⟧, а ему не знаю сколько",
    "Ман ⟦16⟧-сола будам.",
    "ман ⟦16⟧ сол доштам",
    "⟦ҳабдаҳ⟧-сола будам",
    "синнам ⟦19⟧ буд",
    "⟦16⟧ yoshda edim",
    "yoshim ⟦16⟧da edi",
    "⟦o'n yetti⟧ yoshda ketdim",
    "⟦ўн саккиз⟧ ёшда",
    "I was ⟦16⟧ years old.",
    "when I was ⟦16⟧ he came",
    "a ⟦16⟧-year-old girl",
    "at the age of ⟦fifteen⟧ I left",
    "ҳоҳарам ⟦ҳабдаҳ⟧сола буд",
    "⟦семнадцати⟧летняя сестра",
    "⟦семнадцать⟧ лет мне было",
    "⟦16⟧ga kirgan edim",
    "ба ⟦16⟧ даромадам",
    "she was only ⟦15⟧.",
    "мне было ⟦16-17⟧ лет",
    "мне ⟦15⟧ было",
    "мне тогда ⟦пятнадцать⟧ было",
    "в свои ⟦16⟧ я уже работала",
    "⟦16⟧ти летнюю увезли",
    "⟦16⟧-ти летняя",
    "мне не было и ⟦19⟧",
    "мне шёл ⟦16⟧-й год",
    "мне шёл ⟦семнадцатый⟧ год",
    "старшей ⟦8⟧, дома она",
    "mne ⟦16⟧ bylo",
    "дар ⟦16⟧-солагӣ",
    "dar ⟦16⟧-solagi",
    "⟦16⟧da edim",
    "⟦15⟧ti yosh edim",
    "⟦on yetti⟧ yoshda edim",
    "⟦16⟧ ga to'lmagan edim",
    "my sister, ⟦15⟧, came too",
    "a girl of ⟦12⟧",
    "between ⟦15⟧ and ⟦16⟧ years old",
    "when I was ⟦seventeen⟧",
    "ман ⟦16⟧ доштам, хоҳарам ⟦15⟧",
    "меня выдали в ⟦16⟧, родила в ⟦19⟧",
    "ему за ⟦40⟧",
    "сестре ⟦3⟧ годика",
    "my girls are ⟦6⟧ and ⟦8⟧",
    "she was sold at ⟦15⟧",
    "дар ⟦16⟧ шавҳар кардам",
    "ismim yo'q, ⟦23⟧ yoshdaman",
    "братику ⟦9⟧, он дома",
    "u ⟦37⟧ yoshlarda edi",
    "у меня двое детей ⟦6⟧ и ⟦7⟧ лет",
    "трое детей: ⟦2⟧, ⟦6⟧ и ⟦9⟧ лет",
    "my children ⟦2⟧, ⟦6⟧ and ⟦9⟧ years old",
    "i'm ⟦23F⟧ from a village",
  ])
  func `ages are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .age)
  }

  @Test(arguments: [
    "Я работала там 5 лет.",
    "Через 10 лет я вернулась.",
    "5 сол он ҷо будам.",
    "5 yil ishladim.",
    "I worked there for 5 years.",
    "Ему дали 12 лет тюрьмы.",
    "I was 12 days without food.",
    "Это было 17 лет назад.",
    "ikki qirrali pichoq",
    "мне 5-6 раз звонили",
    "нас было 25 человек",
    "у меня 3 сестры",
    "мне было 2 месяца плохо",
    "at 6 they woke us",
    "17 kun",
    "с 10 до 12",
    "вышла в 16 часов",
    "нас продали в 19 году",
    "they sold us at 10 pm",
    "ман 2 хоҳар доштам",
    "дети 5 и 7 лет назад ушли",
    "взяли 3, 5 и 9 раз",
    "18 yoshga to'lmaganlarni ishlatish mumkin emas",
  ])
  func `what only looks like ages is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "родилась в ⟦2001⟧ году",
    "я тогда училась в ⟦9⟧ классе",
    "уехала в ⟦семнадцать⟧",
    "some were under ⟦16⟧",
  ])
  func `some ages are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }

  @Test(arguments: [
    "my daughter Zelda is 7 and cries", "my son Zelbek, 4, was there", "сыну Тимуру 8 лет, он дома",
  ])
  func `a name may stand between a relative and an age`(_ text: String) throws {
    #expect(try shippedRedactor().marks(in: text).map(\.kind) == [.person, .age])
  }

  @Test(arguments: [
    ("мне было 13 лет", "мне было [age 5-13] лет"), ("мне 17 лет", "мне [age 14-17] лет"),
    ("I was 18 years old", "I was [age 18-24] years old"), ("17-сола", "[age 14-17]-сола"),
    ("50 yoshda", "[age 50+] yoshda"), ("мне было семнадцать лет", "мне было [age 14-17] лет"),
  ])
  func `of an age a band stays, with the bounds that the law knows`(
    _ text: String, _ redacted: String
  ) throws {
    #expect(try shippedRedactor().redact(text).text == redacted)
  }
}
