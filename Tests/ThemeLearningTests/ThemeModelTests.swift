// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ThemeLearning

/// Invented sentences, each of one of two subjects.
private enum Invented {
  static let court = [
    "The judge asked me again and again", "In court nobody explained anything",
    "суд допрашивал меня трижды",
    "Судья кричал на меня в суде", "The court hearing was open to all", "на суде меня не слушали",
    "дар суд маро гӯш накарданд", "sudya meni eshitmadi", "I was afraid of the judge",
  ]
  static let home = [
    "I need a safe home for my child", "Мне нужно жильё и приют", "A shelter gave me a bed",
    "Приют помог с жильём", "ба ман хона лозим аст", "menga uy kerak",
    "The shelter was warm and safe",
    "жильё для меня и сына", "хонаи бехатар мехоҳам",
  ]

  static var coded: [CodedText] {
    zip(court, home).flatMap {
      [CodedText(text: $0, codes: ["court"]), CodedText(text: $1, codes: ["home"])]
    }
  }
}

@Suite struct ThemeModelTests {
  @Test(arguments: [
    ("Судья меня не слушал", "court"), ("sud'ya menya ne slushal", "court"),
    ("нужен приют", "home"), ("nuzhen priyut", "home"), ("THE SHELTER", "home"),
  ])
  func `it proposes what people coded, in any spelling`(text: String, code: String) {
    let judged = ThemeModel(Invented.coded).judge(text)
    #expect(judged.filter(\.isProposed).map(\.code) == [code])
    #expect(judged.first?.code == code)
  }

  @Test func `the same texts give the same model`() {
    let models = (0..<2).map { _ in ThemeModel(Invented.coded).judge("The judge and the shelter") }
    #expect(models[0] == models[1])
  }

  @Test func `a code with too few examples, or with all of them, is not learned`() {
    let texts = Invented.court.map { CodedText(text: $0, codes: ["all"]) }
    #expect(ThemeModel(texts).codes == [])
    let few = texts + Invented.home.prefix(2).map { CodedText(text: $0, codes: ["few", "all"]) }
    #expect(ThemeModel(few).codes == [])
    #expect(ThemeModel([]).judge("anything") == [])
  }

  @Test func `where texts have several codes or none, several or none can be proposed`() {
    let both = zip(Invented.court, Invented.home).map {
      CodedText(text: "\($0). \($1)", codes: ["court", "home"])
    }
    let none = ["The weather is fine", "Сегодня тепло", "I like tea", "Чай и хлеб"].map {
      CodedText(text: $0, codes: [])
    }
    let model = ThemeModel(Invented.coded + both + none)
    #expect(!model.isExclusive)
    let proposed = model.judge("The judge asked me. I need a safe home for my child")
    #expect(proposed.map(\.isProposed) == [true, true])
    #expect(model.judge("Tea is fine").map(\.isProposed) == [false, false])
  }

  @Test func `its reasons are the words that speak for the code, where they stand`() {
    let text = "Вчера 🕊 судья молчал"
    let reasons = ThemeModel(Invented.coded).reasons(for: "court", in: text, most: 1)
    let scalars = Array(text.unicodeScalars)
    let words = reasons.map { String(String.UnicodeScalarView(scalars[$0.range])) }
    #expect(words == ["судья"])
    #expect(ThemeModel(Invented.coded).reasons(for: "unknown", in: text) == [])
  }

  @Test func `a surer margin is never less probable`() {
    let judged = Invented.coded.map { ThemeModel(Invented.coded).judge($0.text)[0] }
    for code in ["court", "home"] {
      let some = judged.filter { $0.code == code }.sorted { $0.margin < $1.margin }
      let probabilities = some.map(\.probability)
      #expect(probabilities == probabilities.sorted())
      #expect(probabilities.allSatisfy { (0...1).contains($0) })
    }
  }
}
