// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct PersonNameRuleTests {
  @Test(arguments: [
    "Меня зовут ⟦Мадина⟧.",
    "меня зовут ⟦мадина⟧",
    "menya zovut ⟦madina⟧",
    "⟦Чамшед⟧ маро зад",
    "бо ⟦чамила⟧ рафтем",
    "Номам ⟦Фирӯз⟧ аст.",
    "Номи ман ⟦Меҳрсифат⟧ аст.",
    "Mening ismim ⟦Dilnoza⟧.",
    "My name is ⟦Xyzala⟧.",
    "Tergovchi ⟦Zeljon Karimov⟧ baqirdi.",
    "Он бил ⟦Мадину⟧ при всех.",
    "Ман ⟦Фирӯзҷонро⟧ дидам.",
    "⟦Dilnozaxonning⟧ uyida edim.",
    "⟦Иван Петрович⟧ помог, ⟦Ивану Петровичу⟧ спасибо.",
    "Начальник ⟦Ф. Р. Зелкин⟧ кричал, ⟦Зелкин Ф.Р.⟧ ушёл.",
    "Следователь ⟦Рахимова⟧ кричала.",
    "следователь ⟦каримова⟧ кричала",
    "⟦Karim o'g'li⟧ urdi.",
    "Хозяина звали ⟦Файзиддин⟧.",
    "Он сказал, что ⟦Вера⟧ ушла.",
    "She said that ⟦Will⟧ came.",
    "Ба ⟦Умед⟧ занг задам.",
    "⟦Мa\u{200B}динa⟧ с латинской буквой",
    "Ман ба ⟦Бахромзода⟧ гуфтам.",
    "там была одна ⟦вера⟧ из нашего района она плакала",
    "⟦любовь петровна⟧ дала нам хлеба и воды",
    "⟦умед⟧ маро ба хонааш бурд ва дар он ҷо зад",
    "i saw mrs ⟦kim⟧",
    "⟦абдулвоҳидҷон⟧ маро зад",
  ])
  func `names of people are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .person)
  }

  @Test(arguments: [
    "Я хочу домой, у меня дочь и сын.",
    "I will go home and give it back.",
    "Потом были суды, они мне не помогли.",
    "Ман хона надорам, кор мекунам.",
    "Men uyga bormoqchiman.",
    "Он жил в России, в Таджикистане.",
    "Я благодарна Аллаху.",
    "Умед дорам, ки хона меравам.",
    "umid qilaman, yordam berasiz",
    "Верховный суд оставил в силе",
    "мыла посуду и полы",
    "орзуи духтарам ин аст",
  ])
  func `what only looks like names of people is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "пришла ⟦ира⟧ ночью",
    "⟦محمد⟧ был там",
  ])
  func `some names of people are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
