// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Redaction
import Testing
import ThematicCoding

@testable import Quoting

// G7, G10
struct RuleTests {
  let stage: Stage
  let fair = "She was asked for reasons, and no report was made."
  let fairRussian = "Никто этого не записал."

  init() throws { stage = try Stage() }

  @Test func `a retelling in other words passes where retelling was allowed`() {
    #expect(stage.broken(stage.draft(fair), .retell) == [])
    #expect(stage.broken(stage.draft(fair), .quote) == [])
  }

  @Test func `her own words pass where quoting was allowed, whatever the line ends`() {
    let draft = stage.draft("Nobody wrote it down.", retold: false)
    #expect(stage.broken(draft) == [])
    #expect(stage.broken(draft, words: "Nobody\n wrote  it down. No.") == [])
  }

  @Test func `what she did not allow is refused`() {
    #expect(stage.broken(stage.draft(fair), .count) == [.notAllowed])
    #expect(stage.broken(stage.draft(fair), .readOnly) == [.notAllowed])
    let own = stage.draft("Nobody wrote it down.", retold: false)
    #expect(stage.broken(own, .retell) == [.notAllowed])
  }

  @Test(arguments: [ThematicCoding.Permission.readOnly, .count])
  func `a retelling names its answer where she did not allow it for all`(
    other: ThematicCoding.Permission
  ) {
    let beside = ("The kind nurse sat with me every single night.", other)
    let named = stage.draft(fair, from: "change")
    #expect(stage.broken(stage.draft(fair), .retell, beside: beside) == [.notAllowed])
    #expect(stage.broken(named, .retell, beside: beside) == [])
    #expect(
      stage.broken(stage.draft(fair, from: "helped"), .retell, beside: beside) == [.notAllowed])
    #expect(stage.broken(stage.draft(fair, from: "nothing"), .retell) == [.notAllowed])
    // What only analysts may read does not get out as a retelling of another answer.
    let stolen = stage.draft("A kind nurse sat with me every single night.", from: "change")
    #expect(stage.broken(stolen, .retell, beside: beside) == [.tooClose])
  }

  @Test func `her own words are looked for in the answer that is named`() {
    let beside = ("Nobody wrote it down.", ThematicCoding.Permission.quote)
    let own = stage.draft("Nobody wrote it down.", retold: false, from: "change")
    #expect(stage.broken(own, words: "They left.", beside: beside) == [.notHerWords])
    let found = stage.draft("Nobody wrote it down.", retold: false, from: "helped")
    #expect(stage.broken(found, words: "They left.", beside: beside) == [])
  }

  @Test func `words that are not in her redacted text are not hers`() {
    #expect(stage.broken(stage.draft("Nobody cared.", retold: false)) == [.notHerWords])
    let unredacted = stage.draft("My number is +992 93 555 01 23", retold: false)
    #expect(
      stage.broken(unredacted, words: "My number is +992 93 555 01 23, call me.") == [
        .notHerWords
      ])
    #expect(
      stage.broken(
        stage.draft("My number is [phone]", retold: false),
        words: "My number is +992 93 555 01 23, call me.") == [])
  }

  @Test(arguments: [
    "I was asked why I had gone abroad at all.", "WHY I HAD GONE ABROAD, they said.",
  ])
  func `a retelling with five of her words in a row is too close`(text: String) {
    #expect(stage.broken(stage.draft(text), .retell) == [.tooClose])
  }

  @Test func `four of her words in a row are no way of speaking`() {
    #expect(stage.broken(stage.draft("They wondered why I had gone."), .retell) == [])
  }

  @Test func `a word that redaction only doubted is held against a retelling too`() throws {
    let words = "Мы ждали там, надежда умирала последней, и никто не приехал."
    let marks = stage.redactor.marks(in: words)
    // The word is replaced, and not surely a name: the rule for names says nothing.
    #expect(marks.map(\.certainty) == [.doubtful])
    #expect(!stage.redactor.redact(words).text.contains("надежда"))
    let draft = stage.draft("Она ждала там, надежда умирала последней.", language: .ru)
    #expect(stage.broken(draft, .retell, words: words) == [])
    let close = stage.draft("Говорит: ждали там, надежда умирала последней.", language: .ru)
    #expect(stage.broken(close, .retell, words: words) == [.tooClose])
  }

  @Test func `a retelling in another script is as close`() {
    let draft = stage.draft("Pochemu ya uekhala ottuda togda noch’yu", language: .ru)
    let words = "Меня спросили, почему я уехала оттуда тогда ночью."
    #expect(stage.broken(draft, .retell, words: words) == [.tooClose])
  }

  @Test(arguments: ["Call +992 93 555 01 23.", "Write to nobody@mail.example today."])
  func `a retelling that names somebody is refused`(text: String) {
    #expect(stage.broken(stage.draft(text), .retell) == [.pointsToSomebody])
  }

  @Test(arguments: ["", "   ", "two\nlines", "a\u{202e}b", "a\u{200b}b", "a\u{7}b"])
  func `an unfit text is refused`(text: String) {
    #expect(stage.broken(stage.draft(text), .retell).contains(.unfitText))
  }

  @Test func `the longest text fits and one letter more does not`() {
    #expect(stage.broken(stage.draft(String(repeating: "я", count: 240)), .retell) == [])
    #expect(
      stage.broken(stage.draft(String(repeating: "я", count: 241)), .retell) == [.unfitText])
  }

  @Test func `a translation is held to the same rules as a retelling`() {
    func broken(_ russian: String, retold: Bool = true) -> [QuotationRefusal.Code] {
      let text = retold ? fair : "Nobody wrote it down."
      return stage.broken(stage.draft(text, retold: retold, translations: [.ru: russian]))
    }
    #expect(broken("Никто этого не записал.") == [])
    #expect(broken("Никто этого не записал.", retold: false) == [])
    #expect(broken("Позвоните +992 93 555 01 23.") == [.pointsToSomebody])
    #expect(broken("Позвоните +992 93 555 01 23.", retold: false) == [.pointsToSomebody])
    #expect(broken(String(repeating: "я", count: 241)) == [.unfitText])
    #expect(broken("") == [.unfitText])
    #expect(broken("why I had gone abroad at all") == [.tooClose])
  }

  @Test func `a theme that is not hers is refused`() {
    #expect(stage.broken(stage.draft(fair, theme: "home"), .retell) == [.otherTheme])
  }

  @Test func `her own words in a language of few are refused, a retelling is not`() {
    let own = stage.draft("Nobody wrote it down.", retold: false)
    #expect(stage.broken(own, writers: 9) == [.rareLanguage])
    #expect(stage.broken(stage.draft(fair), writers: 0) == [])
  }

  @Test func `another language that is typed makes no rare language common`() {
    let own = stage.draft("Nobody wrote it down.", retold: false)
    // English is common, and she alone used the form in Uzbek.
    #expect(stage.broken(own, written: .uz) == [.rareLanguage, .otherLanguage])
    // She used the form in English, and the letters of these words are Uzbek.
    #expect(stage.broken(own, identified: "uz") == [.otherLanguage])
    #expect(stage.broken(own, identified: "fa") == [.otherLanguage])
    #expect(stage.broken(own, identified: "en") == [])
    let retold = stage.draft(fair)
    #expect(stage.broken(retold, written: .uz, identified: "uz") == [])
  }

  @Test func `her own words may be in another language than the form, where both are common`() {
    let own = stage.draft("Nobody wrote it down.", retold: false, translations: [.ru: fairRussian])
    #expect(stage.broken(own, written: .ru) == [.otherLanguage])
    #expect(stage.broken(own, written: .ru, identified: "en") == [])
  }

  @Test(arguments: ["fa", "other", nil])
  func `her own words in Dari are what the form says, since their letters tell Persian at most`(
    _ told: String?
  ) {
    let own = stage.draft("Nobody wrote it down.", language: .prs, retold: false)
    #expect(stage.broken(own, written: .prs, identified: told) == [.rareLanguage])
    #expect(stage.broken(own, written: .prs, identified: "ru") == [.rareLanguage, .otherLanguage])
  }

  @Test func `no refusal holds a word of the draft or of the testimony`() {
    let draft = stage.draft("Larkspurquern +992 93 555 01 23 Larkspurquern", theme: "x")
    let source = QuotedTestimony(answers: [], themes: [], language: .en)
    let context = QuotationContext(
      redactor: stage.redactor, writers: [:], fewestWriters: 10, identify: { _ in nil })
    let refusals = QuotationRules().refusals(of: draft, from: source, context)
    #expect(refusals.count == 3)
    for refusal in refusals {
      #expect(!(refusal.reason + refusal.hint).lowercased().contains("larkspur"))
      #expect(!(refusal.reason + refusal.hint).contains("555"))
    }
  }
}
