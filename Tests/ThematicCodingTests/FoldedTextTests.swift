// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ThematicCoding

@Suite struct `Folding` {
  private func folded(_ text: String) -> [String] {
    let folded = FoldedText(Array(text.unicodeScalars))
    return folded.words.map { String(decoding: folded.letters[$0.letters], as: UTF8.self) }
  }

  @Test(arguments: [
    ("ПРИЮТ", "приют"), ("всё", "все"), ("ҳуҷҷат", "hujjat"), ("қонун", "qonun"),
    ("қонун", "konun"), ("хона", "khona"), ("хона", "xona"), ("ғайбат", "ghaybat"),
    ("жильё", "zhilyo"), ("помощь", "pomoshch"), ("помощь", "pomosch'"), ("милиция", "miliciya"),
    ("полиция", "politsiya"), ("семья", "sem'ya"), ("ёрдам", "yordam"), ("ёрӣ", "yori"),
    ("сўроқ", "so'roq"), ("сўроқ", "so\u{2bb}roq"), ("сўроқ", "so\u{2018}roq"),
    ("сўроқ", "so`roq"), ("у\u{306}роқ", "ўроқ"), ("маълумот", "ma\u{2019}lumot"),
    ("чиновник", "chinovnik"), ("don\u{2019}t", "dont"), ("касс", "кас"), ("приют", "при\u{ad}ют"),
  ])
  func `two ways of typing one word meet`(_ one: String, _ other: String) {
    #expect(folded(one) == folded(other))
    #expect(folded(one).count == 1)
  }

  @Test(arguments: [
    ("гӯш кард", "гӯш накард"), ("стыд", "суд"), ("шарм", "фарм"), ("11", "1"), ("приют", "приём"),
  ])
  func `different words stay apart`(_ one: String, _ other: String) {
    #expect(folded(one) != folded(other))
  }

  @Test func `each word knows its place in Unicode scalars`() {
    let text = "«Ёрӣ», ма\u{2bc}но — 🙂e\u{301}!"
    let scalars = Array(text.unicodeScalars)
    let words = FoldedText(scalars).words.map {
      String(String.UnicodeScalarView(scalars[$0.scalars]))
    }
    #expect(words == ["Ёрӣ", "ма\u{2bc}но", "e\u{301}"])
  }

  @Test func `a redaction mark is a word without letters`() {
    #expect(folded("aка [person 1] ва [phone]") == ["aka", "", "va", ""])
    #expect(folded("[date: 2019, quarter 2] [age 14-17] [place in Sughd]") == ["", "", ""])
    #expect(folded("[Не знаю] [1 ") == ["ne", "znaiu", "1"])
  }

  @Test func `a writer's own words in brackets are words`() {
    #expect(folded("[they took my passport]") == folded("they took my passport"))
    #expect(folded("[person who shouted] [place of work]").count == 6)
    #expect(folded("[phone 90]") == [""], "short enough to be a person's number")
  }

  @Test func `any text folds, and its words lie in order inside it`() {
    var generator = SmallGenerator(state: 7)
    for _ in 0..<300 {
      let scalars = generator.scalars(upTo: 60)
      var end = 0
      for word in FoldedText(scalars).words {
        #expect(word.scalars.lowerBound >= end && !word.scalars.isEmpty)
        end = word.scalars.upperBound
      }
      #expect(end <= scalars.count)
    }
  }
}

/// A seeded generator, so that a failure can be seen again.
private struct SmallGenerator {
  var state: UInt64

  mutating func next() -> UInt32 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt32(truncatingIfNeeded: state >> 33)
  }

  mutating func scalars(upTo limit: UInt32) -> [Unicode.Scalar] {
    let borders: [Unicode.Scalar] = ["[", "]", " ", "'", "\u{306}", "у", "a", "1", "ў", "\u{200d}"]
    return (0..<next() % limit).compactMap { _ in
      next() % 2 == 0
        ? borders[Int(next()) % borders.count] : Unicode.Scalar(next() % 0x11_0000)
    }
  }
}
