// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct CautiousLookTests {
  @Test(arguments: [
    ("Там был Зельдюкский вокзал", 8..<19, PointedPart.Reason.capital),
    ("мы жили в комнате 27", 18..<20, .digits),
  ])
  func `what could be a name or a number is pointed at`(
    _ text: String, _ range: Range<Int>, _ reason: PointedPart.Reason
  ) throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    #expect(redactor.pointed(in: text).contains { $0.range == range && $0.reason == reason })
    #expect(redactor.redact(text).text == text)
  }

  @Test func `what is marked is not pointed at as well`() throws {
    let redactor = try shippedRedactor()
    let text = "Меня зовут Мадина, мой номер +992 90 123 45 67, я из Душанбе."
    let marks = redactor.marks(in: text)
    #expect(!marks.isEmpty)
    for part in redactor.pointed(in: text) {
      #expect(!marks.contains { $0.range.overlaps(part.range) })
    }
  }

  @Test func `a mark that an analyst lifted is pointed at again`() throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    let text = "Она видела Мадину там"
    let mark = try #require(redactor.marks(in: text).first)
    let decisions = RedactionDecisions(kept: [RedactionSpan(mark.range, mark.kind)])
    #expect(redactor.pointed(in: text).isEmpty)
    #expect(redactor.pointed(in: text, decisions: decisions).map(\.range) == [mark.range])
  }

  @Test func `an everyday word is not pointed at for standing where a name could`() throws {
    let redactor = try shippedRedactor()
    let text = "потом мне дали воды и сказали ждать, никто не пришёл до утра"
    let shown = redactor.pointed(in: text).map { part in
      String(String.UnicodeScalarView(Array(text.unicodeScalars)[part.range]))
    }
    #expect(Set(shown).isDisjoint(with: ["мне", "и", "ждать", "никто", "не", "до", "утра"]))
  }

  @Test(arguments: [
    ("магазин сияние", "сияние"),
    ("слава меня бил", "слава"), ("g'ulom meni sotdi", "g'ulom"), ("rose took me", "rose"),
  ])
  func `a name that is an everyday word is pointed at where names stand`(
    _ text: String, _ name: String
  ) throws {
    #expect(try shown(in: text).contains(name))
  }

  @Test(arguments: ["в кафе официанткой", "магазин закрыли", "потом меня били"])
  func `plain words where names stand are not pointed at`(_ text: String) throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    let reasons = redactor.pointed(in: text).map(\.reason)
    #expect(Set(reasons).isDisjoint(with: [.cue, .nearly]))
  }

  @Test func `a name spelled out that no list has is pointed at`() throws {
    #expect(try shown(in: "имя з-е-л-и-б-а").contains("з-е-л-и-б-а"))
  }

  @Test func `Uzbek verbs are known by their ends`() throws {
    let text = "men yashadim, kutdim, chiqdik, qo'rqdim, yig'ladim, ishladik, qaytarmadi"
    #expect(try shown(in: text) == [])
  }

  /// What the lists point at, without a tagger.
  private func shown(in text: String) throws -> [String] {
    let scalars = Array(text.unicodeScalars)
    return Redactor(lists: try shippedLists(tagger: nil)).pointed(in: text).map { part in
      String(String.UnicodeScalarView(scalars[part.range]))
    }
  }

  @Test func `countries and everyday words are not pointed at`() throws {
    let redactor = Redactor(lists: try shippedLists(tagger: nil))
    #expect(redactor.pointed(in: "мы работали с утра до ночи").isEmpty)
  }
}
