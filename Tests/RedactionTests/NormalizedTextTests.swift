// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct NormalizedTextTests {
  private func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(NormalizedText(text).scalars))
  }

  @Test(arguments: [
    ("Мадина", "мадина"), ("ТОҶИКИСТОН", "тоҷикистон"), ("O\u{2019}g\u{02BB}il", "o'g'il"),
    ("9\u{200B}0\u{202E}1\u{FEFF}2", "9012"), ("９０１", "901"), ("٩٠١", "901"), ("۹۰۱", "901"),
    ("५", "5"), ("１２－３４", "12-34"), ("12–34—56", "12-34-56"), ("а\u{301}", "а"),
    ("и\u{306}", "й"), ("и\u{304}", "ӣ"), ("a\u{00A0}b", "a b"),
    ("𝐌𝐚𝐝𝐢𝐧𝐚", "madina"), ("ﬁrma", "firma"), ("Ⓜⓐ🅳", "mad"), ("ᴹᵃ", "ma"), ("⑫", "12"),
    ("s\u{327}", "ş"),
    ("A B 0 0 3 0 6 4 9", "ab0030649"), ("m o d e l _ 5 5", "model_55"),
    ("А. Р. Зелкин", "а. р. зелкин"),
    ("İ", "i"), ("", ""),
  ])
  func `a text is made plain`(_ text: String, _ expected: String) {
    #expect(plain(text) == expected)
  }

  @Test func `letters that only look right take the script of their word`() {
    #expect(plain("Мaдинa") == "мадина")
    #expect(plain("Mаdinа") == "madina")
    #expect(plain("Мaдинa xoнaи") == "мадина хонаи")
    #expect(plain("М\u{3B1}д\u{3B9}на") == "мад\u{456}на")
  }

  @Test func `letters inside a number are read as digits`() {
    #expect(plain("9О1 2З4") == "901 234")
    #expect(plain("9О0 ООО 011") == "900 000 011")
    #expect(plain("ACОО8llОЗ") == "ac0081103")
    #expect(plain("О-700-555-85-60") == "0-700-555-85-60")
    #expect(plain("+7 7О5 555 ЗЗ 48") == "+7 705 555 33 48")
    #expect(plain("о 5 людях") == "о 5 людях")
    #expect(plain("окно 5") == "окно 5")
  }

  @Test func `an earlier replacement is hidden from every rule`() {
    #expect(plain("a [person 12] b") == "a \(String(repeating: "\u{FFFC}", count: 11)) b")
    #expect(plain("a [sister] b") == "a [sister] b")
  }

  @Test func `of a coarse replacement the coarse words stay visible`() {
    let hidden = { (count: Int) in String(repeating: "\u{FFFC}", count: count) }
    #expect(plain("a [age 15-19] b") == "a \(hidden(11)) b")
    #expect(plain("[date: 2024, quarter 2]") == "\(hidden(5)): 2024, quarter 2]")
    #expect(plain("[place in Zelistan]") == "\(hidden(6)) in zelistan]")
  }

  @Test func `a region of ours is hidden whole, since it may sound as a city does`() {
    let text = "[place in Bukhara region]"
    #expect(plain(text) == String(repeating: "\u{FFFC}", count: text.count))
  }

  @Test(arguments: [
    "[phone 901234567]", "[account 12345678]", "[number 123456789]", "[person 901234567]",
    "[address 12-45]", "[plate 0123]", "[age 901234]", "[phone: 90 123 45 67]", "[card 1+2]",
  ])
  func `a writer's own digits in brackets are hidden from no rule`(words: String) {
    let digits = words.filter(\.isNumber)
    #expect(plain(words).filter(\.isNumber) == digits)
  }

  @Test func `each plain scalar maps back to where it came from`() {
    let text = NormalizedText("x\u{200B}\u{200B}Я٩й")
    #expect(text.originalCount == 6)
    #expect(text.originalRange(of: 0..<1) == 0..<1)
    #expect(text.originalRange(of: 0..<2) == 0..<4)
    #expect(text.originalRange(of: 1..<2) == 3..<4)
    #expect(text.originalRange(of: 2..<4) == 4..<6)
  }

  @Test func `a range widens to whole grapheme clusters`() {
    // A letter with two accents is one cluster of three scalars.
    let text = NormalizedText("ab\u{301}\u{302}c")
    #expect(text.originalRange(of: 1..<2) == 1..<4)
  }

  @Test(arguments: [
    ("Ҷамшед", "Джамшед"), ("Ҷамшед", "Jamshed"), ("Хуршед", "Khurshed"), ("Елена", "Yelena"),
    ("Ғафур", "G'afur"), ("Дмитрий", "Dmitriy"), ("Шаҳло", "Shahlo"), ("Юлия", "Yuliya"),
    ("Чорбоғ", "Chorbogh"), ("Қурбон", "Qurbon"),
  ])
  func `spellings of one name sound alike`(_ one: String, _ other: String) throws {
    let words = NormalizedText("\(one) \(other)").words
    #expect(words.count == 2)
    #expect(words.first?.skeleton == words.last?.skeleton)
  }

  @Test func `different names do not sound alike`() {
    let words = NormalizedText("Мадина Марина Зарина Карина").words
    #expect(Set(words.map(\.skeleton)).count == 4)
  }
}
