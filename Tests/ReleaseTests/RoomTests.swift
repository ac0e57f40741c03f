// SPDX-License-Identifier: Apache-2.0

import Answering
import ConfigFile
import CryptoPrimitives
import Foundation
import Testing
import ThematicCoding

@testable import Release

// G10
struct RoomTests {
  static let hostile = "=1+1\u{202E}\u{1B}[31m\u{0}</p><script>alert(1)</script>\"><img src=x>"
  let stage: Stage

  init() throws { stage = try Stage() }

  private func content(of total: Int = 60, words: String = "They asked again.") throws
    -> RoomContent
  {
    let summary = try stage.summary(
      of: total, ["blamed": total / 2, "lawyer": total / 2, "home": 3])
    let sheet = try stage.sheet(
      Stage.row(Stage.promised.merging(["promise_en": words, "owner_en": words]) { $1 }))
    return RoomContent(
      summary: summary,
      quotations: ["blamed", "home"].map {
        Quotation(theme: $0, text: words + " (\($0))", language: .en, isParaphrase: false)
      },
      commitments: sheet.commitments, integrity: String(repeating: "ab", count: 32))
  }

  @Test func `a release has all its files, and two runs give the same bytes`() throws {
    let files = try stage.roomFiles().all(content())
    var names = ["answer-draft.yaml", "commitments.csv", "manifest.json"]
    names += ["facts.csv", "summary.csv", "summary.json", "summary.schema.json"]
    for language in Language.allCases.map(\.rawValue) {
      names += ["docx", "html", "odt"].map { "summary.\(language).\($0)" }
      names += ["questions.\(language).html", "screen.\(language).html", "slides.\(language).odp"]
      names += ["who.\(language).html"]
    }
    #expect(files.keys.sorted() == names.sorted())
    #expect(try stage.roomFiles().all(content()) == files)
  }

  @Test func `the manifest has the digest of every other file`() throws {
    let files = try stage.roomFiles().all(content())
    let manifest = try #require(files["manifest.json"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(manifest)) as? [String: Any])
    let digests = try #require(json["files"] as? [String: String])
    #expect(
      digests
        == files.filter { $0.key != "manifest.json" }.mapValues { Hex.text(Digest.sha256($0)) })
  }

  @Test func `words stand under a theme that is shown, and under no hidden one`() throws {
    let page = try #require(try stage.files(content())["summary.en.html"])
    #expect(page.contains("They asked again. (blamed)") && !page.contains("(home)"))
    #expect(page.contains("In survivors’ words") && page.contains("two people checked them"))
    let few = try #require(try stage.files(content(of: 12))["summary.en.html"])
    #expect(!few.contains("They asked again. (") && few.contains("nobody&#39;s own words"))
  }

  @Test func `a page has the words in its own language where somebody translated them`() throws {
    let summary = try stage.summary(of: 60, ["blamed": 30])
    let quotation = Quotation(
      theme: "blamed", text: "Меня спрашивали снова.", language: .ru, isParaphrase: false,
      translations: [.en: "They asked again."])
    let files = try stage.files(RoomContent(summary: summary, quotations: [quotation]))
    let english = try #require(files["summary.en.html"])
    #expect(english.contains("<blockquote lang=\"en\">They asked again.</blockquote>"))
    #expect(english.contains("own words, translated") && !english.contains("спрашивали"))
    let tajik = try #require(files["summary.tg.html"])
    #expect(tajik.contains("<blockquote lang=\"ru\">Меня спрашивали снова.</blockquote>"))
  }

  @Test func `a promise shows what, who, until when and how it came there, in the words there are`()
    throws
  {
    let files = try stage.files(content())
    let english = try #require(files["summary.en.html"])
    for text in ["An interpreter", "agreed", "due 1 September 2026", "1 March 2026: agreed"] {
      #expect(english.contains(text) || text == "An interpreter", "\(text)")
    }
    let tajik = try #require(files["summary.tg.html"])
    #expect(tajik.contains("<b lang=\"ru\">Переводчик</b>"))
    #expect(tajik.contains("<span lang=\"en\">They asked again.</span>"))
    let nothing = RoomContent(summary: try stage.summary(of: 60, [:]))
    #expect(
      try stage.files(nothing)["summary.en.html"]?.contains("Nothing has been promised yet") == true
    )
  }

  @Test func `what does not fit on two sheets is counted, and stands in the sheet`() throws {
    let rows = (1...9).map { number in
      Stage.row(
        Stage.promised.merging([
          "id": "promise-\(number)", "day": "2026-0\(number)-01",
          "promise_en": String(repeating: "word ", count: 30) + "\(number)",
          "status": number == 9 ? "done" : "agreed",
        ]) { $1 })
    }
    let sheet = try CommitmentSheet(
      parsing: ([CommitmentSheet.columns.joined(separator: ",")] + rows).joined(separator: "\n"),
      file: "promises.csv", codebook: stage.book)
    let quotations = stage.book.themes.map {
      Quotation(
        theme: $0.id, text: String(repeating: "слово ", count: 60), language: .ru,
        isParaphrase: true)
    }
    let counts = Dictionary(uniqueKeysWithValues: stage.book.themes.map { ($0.id, 30) })
    let content = RoomContent(
      summary: try stage.summary(of: 60, counts), quotations: quotations,
      commitments: sheet.commitments)
    let files = try stage.files(content)
    let page = try #require(files["summary.en.html"])
    let shown = page.matches(of: /word (\d)<\/b>/).compactMap { Int($0.1) }
    // The latest that are still open come first.
    #expect(shown.starts(with: [8, 7]) && shown.count < 5)
    #expect(page.contains("commitments.csv: \(9 - shown.count)."))
    #expect(page.matches(of: /<blockquote/).count == 2)
    #expect(files["commitments.csv"]?.contains("promise-9") == true)
  }

  @Test func `the record's head stands on the page where there is one`() throws {
    let head = String(repeating: "ab", count: 32)
    #expect(try stage.files(content())["summary.ru.html"]?.contains(head) == true)
    let without = RoomContent(summary: try stage.summary(of: 60, [:]))
    #expect(try stage.files(without)["summary.ru.html"]?.contains("Журнал выпусков") == false)
  }

  @Test func `hostile words are harmless in every file`() throws {
    for (name, text) in try stage.files(content(words: Self.hostile)) {
      guard !name.hasSuffix("docx"), !name.hasSuffix("odt"), !name.hasSuffix("odp") else {
        continue
      }
      #expect(
        !text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" || $0 == "\u{0}" },
        "\(name)")
      if name.hasSuffix("html") {
        #expect(!text.contains("<script>alert") && !text.contains("<img"), "\(name)")
      }
      if name.hasSuffix("csv") { #expect(!text.contains("\"=1+1"), "\(name)") }
    }
  }

  @Test func `pages allow exactly their own style and script`() throws {
    for (name, page) in try stage.files(content()) where name.hasSuffix("html") {
      let style = try #require(page.firstMatch(of: /<style>((?s).*)<\/style>/)).1
      #expect(page.contains("style-src 'sha256-\(hash(style))'"))
      let scripts = page.matches(of: /<script>((?s).*?)<\/script>/).map(\.1)
      #expect(scripts.count == (name.hasPrefix("screen") ? 1 : 0), "\(name)")
      #expect(scripts.allSatisfy { page.contains("script-src 'sha256-\(hash($0))'") })
      #expect(
        !page.contains(" style=") && !page.contains("http:") && !page.contains("https:")
          && !page.contains(" src="))
    }
  }

  @Test func `each shown theme has a screen of its own, one after the other`() throws {
    let page = try #require(try stage.files(content())["screen.en.html"])
    let numbers = page.matches(of: /<section id="s(\d+)"/).compactMap { Int($0.1) }
    // Title, two harms (each keeps its row), the lawyer; promises and help.
    #expect(numbers == Array(1...6))
    #expect(page.contains("<a href=\"#s2\">Next</a>") && page.contains("2 of 6"))
    #expect(page.contains("They asked again. (blamed)") && !page.contains("Name of home"))
    #expect(page.contains("<li>They asked again. – They asked again.: agreed</li>"))
  }

  @Test(arguments: [12, 60])
  func `the facilitator has a question on each theme`(total: Int) throws {
    let page = try #require(try stage.files(content(of: total))["questions.en.html"])
    #expect(page.matches(of: /What now\?/).count == stage.book.themes.count + 1)
    #expect(page.contains("<svg") == (total == 60))
  }

  @Test func `the real guide fits the real codebook, and a stray theme is a mistake`() throws {
    let book = try Codebook(parsing: Coded.config("codebook.yaml"), file: "codebook.yaml")
    let text = try Coded.config("discussion.yaml")
    let guide = try DiscussionGuide(parsing: text, file: "discussion.yaml", codebook: book)
    #expect(
      book.themes.allSatisfy { theme in
        Language.allCases.allSatisfy { !guide.questions(on: theme.id, in: $0).isEmpty }
      })
    #expect(throws: ConfigMistake.self) {
      try DiscussionGuide(
        parsing: text + "  stray: []\n", file: "discussion.yaml", codebook: book)
    }
  }

  @Test func `the draft of the answer names what is missing, and is read when it is filled`() throws
  {
    let draft = try #require(try stage.files(content())["answer-draft.yaml"])
    #expect(throws: ConfigMistake.self) { try OrganisersAnswer(parsing: draft, file: "draft") }
    let filled = draft.replacing(/^( *(?:tg|ru|uz|en)): ""$/.anchorsMatchLineEndings()) {
      "\($0.1): \"x\""
    }
    .replacing("day: \"\"", with: "day: 2026-06-01").replacing("by: \"\"", with: "by: 2026-12-01")
    let answer = try OrganisersAnswer(parsing: filled, file: "draft")
    // The promise on the lawyer, and the two harms; what helped needs no answer.
    #expect(answer.points.count == 2)
    #expect(answer.points[0].heard[.en] == "Name of lawyer")
    #expect(answer.points[1].heard[.en] == "Name of blamed")
  }

  @Test func `hostile words stay one text in the draft`() throws {
    let draft = try #require(try stage.files(content(words: "a\" }\\n: - #x"))["answer-draft.yaml"])
    #expect(draft.contains("en: \"a\\\" }\\\\n: - #x\""))
  }

  @Test func `earlier releases stand beside this one, as their own table kept them`() throws {
    let first = try stage.files(RoomContent(summary: try stage.summary(of: 30, ["blamed": 20])))
    let table = Array(try #require(first["summary.json"]).utf8)
    let earlier = try EarlierRelease(parsing: table, file: "summary.json")
    #expect(earlier.bands["blamed"] == .tenOrMore && earlier.bands["home"] == .fewer)
    let now = RoomContent(summary: try stage.summary(of: 60, ["blamed": 30]), earlier: [earlier])
    let page = try #require(try stage.files(now)["trend.en.html"])
    let row = try #require(page.firstMatch(of: /<tr><th scope="row">Name of blamed.*/)).output
    let pictures = row.matches(of: /<title>(.*?)<\/title>/).map(\.1)
    #expect(pictures == ["10 or more people", "about half"])
    #expect(first["trend.en.html"] == nil)
  }

  @Test func `a table of another k, codebook or way, or of none, is not drawn beside`() throws {
    let now = try stage.summary(of: 60, ["blamed": 30])
    let table = try #require(try stage.files(RoomContent(summary: now))["summary.json"])
    let changes = [
      ("\"k\" : 10", "\"k\" : 20"), (stage.book.hash, String(repeating: "0", count: 64)),
      ("\"publish-once\"", "\"cumulative\""), ("\"k\" :", "\"x\" :"),
      ("\"campaign\"", "\"other\""),
    ]
    for (old, new) in changes {
      let changed = table.replacing(old, with: new)
      #expect(changed != table, "\(old)")
      let earlier = try EarlierRelease(parsing: Array(changed.utf8), file: "summary.json")
      #expect(earlier.misfit(beside: now)?.code == .unlikeEarlier, "\(old)")
      #expect(RoomContent(summary: now, earlier: [earlier]).earlier == [], "\(old)")
    }
  }

  @Test func `a table of this campaign is not added by hand, one of another is`() throws {
    let now = try stage.summary(of: 60, ["blamed": 30])
    func table(_ id: String) throws -> EarlierRelease {
      let other = try stage.summary(of: 60, ["blamed": 30], campaign: Stage.facts(id: id))
      let json = try stage.renderer().json(other)
      return try EarlierRelease(parsing: Array(json.utf8), file: "summary.json")
    }
    let own = try table(now.campaign)
    #expect(own.misfit(beside: now) == nil && own.misfit(addedTo: now)?.code == .unlikeEarlier)
    #expect(try table(String(repeating: "0b", count: 16)).misfit(addedTo: now) == nil)
  }

  @Test func `a rehearsal's table stands beside a rehearsal's only`() throws {
    let real = try stage.summary(of: 60, ["blamed": 30])
    let rehearsed = try stage.summary(
      of: 60, ["blamed": 30], campaign: Stage.facts(rehearsal: true))
    func table(_ summary: Summary) throws -> EarlierRelease {
      try EarlierRelease(parsing: Array(stage.renderer().json(summary).utf8), file: "summary.json")
    }
    #expect(try table(rehearsed).misfit(beside: real)?.code == .unlikeEarlier)
    #expect(try table(rehearsed).misfit(beside: rehearsed) == nil)
    #expect(try table(real).misfit(beside: rehearsed) == nil)
  }

  @Test func `a promise keeps its theme only where a release has shown it`() throws {
    let few = try stage.summary(of: 12, ["lawyer": 12])
    let sheet = try stage.sheet(Stage.row(Stage.promised))
    let hidden = RoomContent(summary: few, commitments: sheet.commitments)
    #expect(hidden.withoutTheme == ["interpreters-1"])
    let files = try stage.files(hidden)
    let page = try #require(files["summary.en.html"])
    #expect(page.contains("An interpreter") && !page.contains("<span class=\"heard\">Name of"))
    let draft = try #require(files["answer-draft.yaml"])
    #expect(draft.contains("An interpreter") && !draft.contains("Name of lawyer"))
    #expect(files["commitments.csv"]?.contains("\"lawyer\"") == false)
    let before = RoomContent(
      summary: few, commitments: sheet.commitments, shownBefore: ["lawyer"])
    #expect(before.withoutTheme == [] && before.commitments == sheet.commitments)
    let now = RoomContent(
      summary: try stage.summary(of: 60, ["lawyer": 30]), commitments: sheet.commitments)
    #expect(now.withoutTheme == [] && now.commitments == sheet.commitments)
  }

  @Test func `a table tells which themes it showed, an older one too`() throws {
    let json = try stage.renderer().json(stage.summary(of: 60, ["lawyer": 30, "home": 3]))
      .replacing("\"version\" : 2", with: "\"version\" : 1")
    let earlier = try EarlierRelease(parsing: Array(json.utf8), file: "summary.json")
    #expect(earlier.shownThemes == ["lawyer"])
  }

  @Test(arguments: ["", "{}", "{\"schema\": \"ovoz-summary\", \"version\": 2}", "[1]"])
  func `what is no table of a release is refused`(json: String) {
    #expect(throws: ConfigMistake.self) { try EarlierRelease(parsing: Array(json.utf8), file: "f") }
  }

  private func hash(_ text: Substring) -> String {
    Data(Digest.sha256(Array(text.utf8))).base64EncodedString()
  }
}
