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
    "живём ⟦мкр 82 дом 14 кв 3⟧, приходите",
    "там ⟦82 мкр 14 дом 3 квартира⟧",
    "вошли в ⟦д.14 кв.3⟧",
    "⟦д14 кв3⟧ второй вход",
    "⟦kuchai Zeli 15⟧ nishastem",
    "⟦12-mavze 5-uy⟧ da yashardik",
    "⟦zeliya kochasi 25 uy⟧",
    "⟦apartment 5, 14 Zeli Zelani Avenue⟧",
    "⟦14 Zeli Ave⟧, on top",
    "⟦zelaveli st 14⟧",
    "⟦пр-т Зели 105⟧",
    "в ⟦пер. Тихий, д. 4⟧ стояли",
    "⟦ул. 8 Марта, 12⟧",
    "⟦кӯчаи 40-солагӣ, хонаи 8⟧",
    "⟦3-я Зельная улица, 17⟧",
    "⟦массив Зельмик, 14-33⟧",
    "⟦house no 14, lane 3⟧",
    "держали на ⟦Зельмиковой, 15, кв. 4⟧ зимой",
    "по адресу ⟦Зельмикова 15⟧ нас ждали",
    "⟦podezd 2, kvartira 18⟧",
    "держали на ⟦Зельмовую 14⟧, зимой",
    "жила на ⟦зельмовой 7 квартира 18⟧ с ними",
    "там ⟦Зельмовская 88/2, 3-й подъезд, 5 этаж⟧, без таблички",
    "на ⟦улице маршала зельмовского, 14, корпус 3⟧, зимой",
    "по ⟦бульвару Зельмова 21, подъезд 4⟧ шли",
    "на ⟦Зельмовской набережной, 9⟧ стояли",
    "⟦ул. 50 лет Зельмы, д. 12⟧, за углом",
    "дар ⟦кучаи зели 128, хучраи 7⟧ будем",
    "дар ⟦хиёбони исмоили зелӣ 40, ҳуҷраи 12⟧ будем",
    "дар ⟦кӯчаи Зелӣ, бинои 8, қабати 2⟧ будем",
    "⟦зельобод 7 хона 3⟧ буд",
    "⟦zelbur kochasi on ikkinchi uy⟧ edi",
    "⟦Zelbur shoh ko'chasi 11-bino⟧da edi",
    "⟦zelbur shoh ko'chasi, 61⟧ da edi",
    "⟦Zelbur mavzesi, 14-uy⟧da yashadik",
    "⟦zelbur 9-kvartal 12-uy⟧da yashadik",
    "the flat at ⟦17b zelton road⟧ was cold",
    "we slept in ⟦room 5, 8 Zelton Way⟧",
    "it was ⟦Flat 9, 33 Zelton Court, 2nd floor⟧",
    "at ⟦45 old zelton road⟧ we slept",
    "in ⟦house number twelve on Zelton Avenue⟧ we slept",
    "in ⟦Block C, flat 12⟧ we slept",
    "the house on ⟦Zelton Street, number 14⟧ was cold",
    "⟦14/3 Zelton Street⟧, on top",
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
    "мы жили на улице два года",
    "на улицу выбросили в 3 часа ночи",
    "дар кӯчаи торик мегаштем",
    "в доме 5 женщин спали на полу",
    "on the road at night",
    "kochada yurdik tunda",
    "на улице пять лет назад стоял киоск",
    "на второй этаж нас не пускали",
    "жили на втором этаже, работали на первом",
    "у меня дом в городе и двое детей",
    "Кафе закрывали в 11, потом мыли пол до часу.",
    "дар хона 12 нафар хоб мекардем",
    "uchinchi qavatda yashadik, lift ishlamasdi",
    "My room was on the second floor and the window did not open.",
    "after 7 months I moved to another flat",
    "it was a 3 hour drive and then 2 more",
    "была большой 5 лет назад",
  ])
  func `what only looks like addresses is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "за ⟦зелёным рынком⟧, второй поворот",
    "на ⟦зельмиковой⟧ возле аптеки",
    "на углу ⟦зельмиковой и зельтовой⟧",
  ])
  func `some addresses are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
