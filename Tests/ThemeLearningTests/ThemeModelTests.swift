// SPDX-License-Identifier: Apache-2.0

import Testing
import ThematicCoding

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
    let proposed = model.judge(
      "I was afraid in court. The judge asked me again and again. I need a shelter, a safe home")
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

  @Test func `probabilities lie between 0 and 1, the surest first`() {
    for text in ["The judge and the shelter", "приют", "", "🕊"] {
      let probabilities = ThemeModel(Invented.coded).judge(text).map(\.probability)
      #expect(probabilities == probabilities.sorted(by: >))
      #expect(probabilities.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test func `texts that are silent of a code teach nothing about it`() {
    let known = Invented.coded
    let misled = ["Chai and bread", "Tea and bread", "More bread", "Bread again"].map {
      CodedText(text: $0, codes: ["court"], silent: ["court"])
    }
    let probability = { (texts: [CodedText]) in
      ThemeModel(texts).judge("bread and tea").first { $0.code == "court" }?.probability ?? 0
    }
    let heard = misled.map { CodedText(text: $0.text, codes: $0.codes) }
    #expect(probability(known + heard) > 0.5)
    #expect(probability(known + misled) < probability(known + heard) - 0.1)
  }

  @Test func `meaning that a pack gives is learned beside the words`() {
    let texts = (0..<40).map { CodedText(text: "x\($0)", codes: $0 % 2 == 0 ? ["a"] : []) }
    let vectors: [[Float]] = (0..<40).map { $0 % 2 == 0 ? [0.8, 0.6, 0] : [0.6, 0, 0.8] }
    let model = ThemeModel(texts, vectors: vectors)
    let near = model.judge("new", vector: [0.8, 0.6, 0])[0].probability
    let far = model.judge("new", vector: [0.6, 0, 0.8])[0].probability
    #expect(near > 0.7 && far < 0.3)
  }

  @Test func `meaning that tells nothing does not drown the words`() {
    var random = SeededRandom(seed: 5)
    let anything = { (0..<64).map { _ in Float.random(in: -1...1, using: &random) } }
    let texts = (0..<160).map {
      CodedText(
        text: "x\($0) \($0 % 2 == 0 ? "they fined me" : "we had tea")",
        codes: $0 % 2 == 0 ? ["fined"] : ["tea"])
    }
    let model = ThemeModel(texts, vectors: texts.map { _ in anything() })
    let right = (0..<100).count { index in
      let text = index % 2 == 0 ? "we had tea" : "they fined me"
      let proposed = model.judge(text, vector: anything()).filter(\.isProposed).map(\.code)
      return proposed == [index % 2 == 0 ? "tea" : "fined"]
    }
    #expect(right >= 97)
  }

  @Test func `cues propose before anything was learned`() {
    let cues = CueFinder([
      (code: "fined", cues: ["fined", "штраф*"]), (code: "tea", cues: ["tea"]),
    ])
    let model = ThemeModel([], cues: cues)
    let proposed = { (text: String) in model.judge(text).filter(\.isProposed).map(\.code) }
    #expect(proposed("They fined me") == ["fined"])
    #expect(proposed("shtrafovali, tea") == ["fined", "tea"])
    #expect(proposed("nothing of it").isEmpty)
  }

  /// Four codes, each described by what its vector alone has, beside what all have.
  private static let described = DescribedCodes(
    ["fined", "tea", "home", "work"].enumerated().map { number, code in
      (code: code, parts: [meaning(number), meaning(number)])
    })

  /// What a pack might give for a text of a subject; of none where there is no such number.
  private static func meaning(_ number: Int) -> [Float] {
    let all = [0.9] + (0..<5).map { Float($0 == number ? 0.3 : 0) }
    let length = all.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return all.map { $0 / length }
  }

  @Test func `a code with only a description proposes by meaning, and abstains on another's`() {
    let model = ThemeModel([], described: Self.described)
    let proposed = { (vector: [Float]) in
      model.judge("сухан", vector: vector).filter(\.isProposed).map(\.code)
    }
    #expect(proposed(Self.meaning(0)) == ["fined"])
    #expect(proposed(Self.meaning(3)) == ["work"])
    #expect(proposed(Self.meaning(4)).isEmpty)
    #expect(proposed(Self.meaning(-1)).isEmpty)
  }

  @Test func `people who decide otherwise outweigh a description`() {
    let texts = (0..<100).map { number in
      let isTea = number % 2 == 0
      return CodedText(text: "\(isTea ? "warm" : "cold") \(number)", codes: isTea ? ["tea"] : [])
    }
    // What the description of fines means was given to tea, each time.
    let vectors = texts.map { Self.meaning($0.codes.isEmpty ? 4 : 0) }
    let before = ThemeModel([], described: Self.described)
    let after = ThemeModel(texts, vectors: vectors, described: Self.described)
    let probability = { (model: ThemeModel, code: String) in
      model.judge("warm", vector: Self.meaning(0)).first { $0.code == code }?.probability ?? 0
    }
    #expect(probability(before, "fined") > 0.5 && probability(before, "tea") < 0.2)
    #expect(probability(after, "fined") < 0.2 && probability(after, "tea") > 0.5)
  }

  @Test func `too few descriptions, or such of unequal length, are none`() {
    let three = (0..<3).map { (code: "\($0)", parts: [Self.meaning($0)]) }
    #expect(DescribedCodes(three) == nil)
    #expect(DescribedCodes(three + [(code: "3", parts: [[1, 0]])]) == nil)
    #expect(DescribedCodes(three + [(code: "3", parts: [])]) == nil)
  }

  /// So many that the strength of the penalty is chosen among them.
  private static let many = (0..<90).map { number in
    number % 2 == 0
      ? CodedText(text: "they fined me \(number)", codes: ["fined"])
      : CodedText(text: "we had tea \(number)", codes: number % 3 == 0 ? ["tea", "rest"] : ["tea"])
  }

  private static let book = CueFinder([
    (code: "work", cues: ["work"]), (code: "fined", cues: ["fined"]), (code: "tea", cues: ["tea"]),
  ])

  @Test(arguments: [false, true])
  func `many texts are learned beside cues, with a pack and without`(hasPack: Bool) {
    let vectors = Self.many.map { $0.codes == ["fined"] ? [Float(0.8), 0.6] : [0.6, 0.8] }
    let model = ThemeModel(Self.many, vectors: hasPack ? vectors : nil, cues: Self.book)
    let proposed = { (text: String, vector: [Float]) in
      model.judge(text, vector: hasPack ? vector : nil).filter(\.isProposed).map(\.code)
    }
    #expect(proposed("they fined me again", [0.8, 0.6]) == ["fined"])
    #expect(proposed("tea", [0.6, 0.8]).contains("tea"))
    #expect(model.codes == ["fined", "rest", "tea", "work"])
  }

  @Test func `what a text has and the model has no column for says nothing`() {
    let model = ThemeModel(Self.many)
    let plain = SeenText("they fined me", vector: nil, cues: nil)
    let more = SeenText(
      features: plain.features, vector: [1, 2, 3],
      cues: [(code: 0, finds: 1), (code: 70, finds: 9)])
    #expect(model.judge(more) == model.judge(plain))
    let decided = Self.many.map { DecidedCodes(codes: $0.codes, silent: []) }
    let odd = ThemeModel(decided, decided.map { _ in more }, cues: nil)
    #expect(odd.judge(plain).map(\.code).sorted() == ["fined", "rest", "tea"])
  }

  @Test func `vectors that are missing, or of another length, are left out`() {
    let vectors: [[Float]] = [[1, 0], [1, 0, 0], []]
    let model = ThemeModel(Self.many, vectors: vectors)
    #expect(model.judge("they fined me", vector: [0, 1, 1]).first?.code == "fined")
  }
}
