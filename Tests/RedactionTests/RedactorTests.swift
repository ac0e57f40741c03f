// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct RedactorTests {
  @Test func `a number that she put into brackets herself is taken out`() throws {
    let redactor = try shippedRedactor()
    for words in ["they called [phone 901234567]", "позвони [number 901234567]"] {
      #expect(!redactor.redact(words).text.contains(/[0-9]{3}/))
    }
  }

  @Test func `nothing that was removed is left in the redacted text`() throws {
    let text = """
      Меня зовут Мадина Рахимова, я из Кӯлоба. Звоните +992 90 000 00 11 или nobody@example.org.
      МАДИНА, мадину, Madina, Мaдинa. Паспорт A1234567, 12 мая 2019, ул. Зелёная 45.
      """
    let redacted = try shippedRedactor().redact(text)
    let lower = redacted.text.lowercased()
    for word in [
      "мадин", "madin", "мaдин", "рахим", "лоб", "90", "nobody", "1234", "мая", "зел", "45",
    ] {
      #expect(!lower.contains(word))
    }
    #expect(redacted.text.contains("[person 1]"))
  }

  @Test func `mentions of one person share a number`() throws {
    let redacted = try shippedRedactor().redact(
      "Мадина ушла. Шерзод ждал Мадину. Madina Рахимова вернулась, Рахимова плакала с Шерзодом.")
    #expect(
      redacted.text
        == "[person 1] ушла. [person 2] ждал [person 1]. [person 1] вернулась, [person 1] плакала"
        + " с [person 2].")
  }

  @Test func `people of one name and two surnames have two numbers`() throws {
    let redacted = try shippedRedactor().redact("Мадина Рахимова и Мадина Каримова ушли.")
    #expect(redacted.text == "[person 1] и [person 2] ушли.")
  }

  @Test func `a name that the text gives away once is found everywhere`() throws {
    let redacted = try shippedRedactor().redact(
      "Номам Меҳрсифат аст. Меҳрсифатро заданд, меҳрсифат.")
    #expect(redacted.text == "Номам [person 1] аст. [person 1] заданд, [person 1].")
  }

  @Test(arguments: [
    ("Вера ушла", Certainty.doubtful), ("потеряла веру", .doubtful), ("пришла Вера", .sure),
    ("ба Умед гуфтам", .sure), ("Баҳор омад", .doubtful), ("умед гуфт", .doubtful),
    ("Will came", .doubtful),
    ("then Hope came", .sure),
  ])
  func `a name that is also a word is doubtful unless it has a capital inside a sentence`(
    _ text: String, _ certainty: Certainty
  ) throws {
    #expect(try shippedRedactor().marks(in: text).map(\.certainty) == [certainty])
  }

  @Test func `a mark that overlaps another covers both`() throws {
    let text = "в Душанбе ул. Рудаки 12 345678"
    let marks = try shippedRedactor().marks(in: text)
    let scalars = Array(text.unicodeScalars)
    for digit in scalars.indices where "12345678".unicodeScalars.contains(scalars[digit]) {
      #expect(marks.contains { $0.range.contains(digit) })
    }
    #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
  }

  @Test(arguments: [
    ("пришла Мад\nина вчера", "пришла [person 1] вчера"),
    ("жили на ул. Зелён\nая, д. 19, кв. 44 вместе", "жили на [address] вместе"),
    ("работа\nбыла тяжёлой", "работа\nбыла тяжёлой"), ("там Мадина\nушла", "там [person 1]\nушла"),
  ])
  func `a name or street that a line end breaks is whole`(
    _ text: String, _ redacted: String
  ) throws {
    #expect(try shippedRedactor().redact(text).text == redacted)
  }

  @Test func `a mark never splits a grapheme cluster`() throws {
    let text = "зовут Мадина\u{301}\u{302} тут"
    let redacted = try shippedRedactor().redact(text)
    #expect(redacted.text == "зовут [person 1] тут")
    #expect(redacted.marks.map(\.range) == [6..<14])
  }

  @Test(arguments: [
    "Меня зовут Мадина, мой номер 900000011, я из села Чорбоғ.",
    "Номам Фирӯз, ман аз деҳаи Зелистон. 12 майи соли 2019, t.me/nobody_here",
    "Karim o'g'li Anvarni urdi. Navoiy ko'chasi 12-uy. Toshkentdan Moskvaga.",
    "Ф. Р. Зелкин дал карту 4111 1111 1111 1111 и паспорт A1234567, ул. Ленина 5, кв. 7",
    "@nobody и nobody at example dot com; девять один два три четыре пять шесть",
  ])
  func `redacting a redacted text changes nothing`(_ text: String) throws {
    let redactor = try shippedRedactor()
    let once = redactor.redact(text)
    let twice = redactor.redact(once.text)
    #expect(!once.marks.isEmpty)
    #expect(twice.marks == [])
    #expect(twice.text == once.text)
  }

  @Test(arguments: [1, 5, 40, 41, 999])
  func `digits in a row are removed however many they are`(_ tens: Int) throws {
    let text = "код \(String(repeating: "4020000000", count: tens)) тут"
    #expect(try !shippedRedactor().redact(text).text.contains { $0.isNumber })
  }

  @Test func `a report counts by kind and rule and holds no words`() throws {
    let marks = try shippedRedactor().marks(
      in: "Звоните Мадине: 900000011 или 900000022. Вера ушла.")
    let report = RedactionReport(marks)
    #expect(report.total == 4)
    #expect(report.byKind == [.person: 2, .phone: 2])
    #expect(report.byRule == ["person name": 2, "phone": 2])
    #expect(report.doubtful == 1)
  }
}
