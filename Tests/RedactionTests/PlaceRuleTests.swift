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
    #expect(redactor.redact("Я из Самарканда.").text == "Я из [place].")
  }
}
