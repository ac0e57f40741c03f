// SPDX-License-Identifier: Apache-2.0

import Languages
import Testing

struct SegmentationTests {
  private func cut(_ text: String, _ ranges: [Range<Int>]) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
  }

  private func sentences(_ text: String) -> [String] { cut(text, Sentences.ranges(in: text)) }
  private func words(_ text: String) -> [String] { cut(text, Words.ranges(in: text)) }

  @Test func `a sentence ends without a capital after it`() {
    #expect(
      sentences("они смеялись. потом меня отпустили! куда мне идти?")
        == ["они смеялись.", "потом меня отпустили!", "куда мне идти?"])
  }

  @Test func `a new line ends a sentence, with or without a stop`() {
    #expect(sentences("ман рафтам\n\nонҳо нашуниданд") == ["ман рафтам", "онҳо нашуниданд"])
  }

  @Test func `initials and numbers end nothing`() {
    #expect(
      sentences("Ф. Р. пришёл в 10.30 и дал 3.5 тысячи. Всё.")
        == ["Ф. Р. пришёл в 10.30 и дал 3.5 тысячи.", "Всё."])
  }

  @Test func `closing quotes stay with their sentence`() {
    #expect(sentences("«Кел.» dedi u. Ketdim…") == ["«Кел.»", "dedi u.", "Ketdim…"])
  }

  @Test func `an empty text has neither sentences nor words`() {
    #expect(Sentences.ranges(in: " \n ").isEmpty)
    #expect(Words.ranges(in: " … ").isEmpty)
  }

  @Test func `a word keeps its apostrophes and its hyphen`() {
    #expect(words("o'zbek, oʻgʻli-ku 'men'") == ["o'zbek", "oʻgʻli-ku", "men"])
  }

  @Test(arguments: ["и\u{306}од кардам", "e\u{301}te\u{301} a\u{200d}b", "ко\u{301}гда 👩‍👩‍👧 да"])
  func `no grapheme is cut`(text: String) {
    var borders: Set<Int> = [0]
    var offset = 0
    for character in text {
      offset += character.unicodeScalars.count
      borders.insert(offset)
    }
    for range in Words.ranges(in: text) + Sentences.ranges(in: text) {
      #expect(borders.contains(range.lowerBound) && borders.contains(range.upperBound))
    }
  }
}
