// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct PlaceRuleTests {
  @Test(arguments: [
    "Я из ⟦Душанбе⟧.",
    "ya iz ⟦dushanbe⟧",
    "Маро ба ⟦Москва⟧ бурданд.",
    "Жили в ⟦Химках⟧, потом в ⟦Люберцах⟧.",
    "Ман аз ⟦Кӯлоб⟧ омадам.",
    "⟦Toshkentdan⟧ ketdim.",
    "Меня увезли в ⟦Абу-Даби⟧.",
    "She lived in ⟦Ajman⟧.",
    "Я живу в селе ⟦Новая Зелинка, дом 7⟧.",
    "Работал под городом ⟦Зелинск⟧.",
    "Ман аз деҳаи ⟦Зелистон⟧ ҳастам.",
    "ман аз деҳаи ⟦зелистон⟧ ҳастам",
    "Я из села ⟦Зелистан⟧, ⟦Зелистан⟧ маленький.",
    "⟦Zeliston⟧ qishlog'i juda kichik.",
    "in the village of ⟦Zela⟧ we hid",
    "стояли на посту ⟦Зелибад⟧ час",
    "⟦chiroqchilik⟧ man, uyim uzoq",
    "⟦Samarqanddanman⟧, uyim uzoq",
    "ждала у метро ⟦речная⟧",
    "ман аз ⟦хучанд⟧ омадам",
    "дар ⟦Панчакент⟧ будам",
    "⟦Xo'janddan⟧ kelganman",
    "⟦Хўжанддан⟧ келганман",
    "жили в деревне ⟦зелемы⟧",
  ])
  func `places are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .place)
  }

  @Test(arguments: [
    "Я уехала из Таджикистана в Россию.",
    "Ман аз Хатлон ба Русия рафтам.",
    "O'zbekistondan Qozog'istonga",
    "Мы жили в городе и в селе.",
    "Дар деҳаи мо об нест.",
    "The village was small.",
    "ош пухтам",
    "на посту стояли солдаты",
    "в деревне старая школа",
    "у метро стояла машина",
  ])
  func `what only looks like places is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "жили в ⟦зельбазе⟧ недолго",
    "⟦душанбинский⟧ вокзал",
  ])
  func `some places are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }

  @Test func `a town of Tajikistan leaves its region, written in any way`() throws {
    let redactor = try shippedRedactor()
    #expect(redactor.redact("Я из Истаравшана.").text == "Я из [place in Sughd].")
    #expect(redactor.redact("ya iz istaravshan").text == "ya iz [place in Sughd]")
  }

  @Test(arguments: [
    ("Я из Варзоба.", "Я из [place in Districts of Republican Subordination]."),
    ("Я из Самарканда.", "Я из [place in Samarkand region]."),
    ("men Samarqanddan ketdim", "men [place in Samarkand region] ketdim"),
    ("Urganchdan keldim", "[place in Khorezm region] keldim"),
    ("жила в Нукусе", "жила в [place in Karakalpakstan]"),
    ("жила в Ташкенте", "жила в [place in Uzbekistan]"),
    ("меня увезли в Челябинск", "меня увезли в [place in Russia]"),
    ("ya zhila v chelyabinske", "ya zhila v [place in Russia]"),
    ("жила в Санкт-Петербурге", "жила в [place in Russia]"),
    ("they took me to Shymkent", "they took me to [place in Kazakhstan]"),
    ("ехали через Бишкек", "ехали через [place in Kyrgyzstan]"),
    ("работала в Стамбуле", "работала в [place in Turkey]"),
    ("She lived in Ajman", "She lived in [place in the United Arab Emirates]"),
    ("Маро ба Доха бурданд", "Маро ба [place in Qatar] бурданд"),
    ("she lived in Jeddah", "she lived in [place in Saudi Arabia]"),
    ("жила в Маскате", "жила в [place in Oman]"),
    ("жила в Манаме", "жила в [place in Bahrain]"),
  ])
  func `a listed town leaves its region or country`(_ said: String, _ left: String) throws {
    #expect(try shippedRedactor().redact(said).text == left)
  }

  @Test func `what people mean is told, not a far village of the same name`() throws {
    let redactor = try shippedRedactor()
    #expect(redactor.redact("увезли в Москву").text == "увезли в [place in Russia]")
    #expect(redactor.redact("увезли в Казань").text == "увезли в [place in Russia]")
  }

  @Test(arguments: ["жила в Душанбе", "аз Гулистон омадам", "жила в Чкаловске", "жила в Берлине"])
  func `the capital, a name in two countries and a country not named leave no region`(
    _ said: String
  ) throws {
    let text = try shippedRedactor().redact(said).text
    #expect(text.contains("[place]"))
  }

  @Test func `a name in two regions leaves none, a country beside its region agrees`() throws {
    let rare =
      "[places tajikistan sughd]\nzelis\nzelanda\n[places tajikistan khatlon]\nzelis\n"
      + "[places tajikistan]\nzelanda\n[places turkey]\nzelar\n"
    let redactor = try redactor(places: "[tajikistan rare]\nЗелис\nЗеланда\nЗелар", rare: rare)
    #expect(redactor.redact("тут Зелис").text == "тут [place]")
    #expect(redactor.redact("тут Зеланда").text == "тут [place in Sughd]")
    #expect(redactor.redact("тут Зелар").text == "тут [place]")
  }

  @Test func `a list whose sections name no country is read as before`() throws {
    let redactor = try redactor(places: "[rare]\nЗелис\n[elsewhere]\nЗеланда", rare: "")
    #expect(redactor.redact("тут Зелис, тут Зеланда").text == "тут [place], тут [place]")
  }

  @Test func `a region that sounds as a city is not taken for one again`() throws {
    let redactor = try shippedRedactor()
    let text = redactor.redact("жила в Бухаре, потом в Андижане").text
    #expect(text == "жила в [place in Bukhara region], потом в [place in Andijan region]")
    #expect(redactor.redact(text).text == text)
  }

  private func redactor(places: String, rare: String) throws -> Redactor {
    var texts = try shippedTexts()
    texts["places.txt"] = places
    texts["rare.txt"] = rare
    return Redactor(lists: try RedactionLists(texts: texts))
  }
}
