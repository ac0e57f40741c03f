// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Testing

@testable import Release

struct PageTests {
  let stage: Stage
  let renderer: SummaryRenderer

  init() throws {
    stage = try Stage()
    renderer = try stage.renderer()
  }

  static let sizes = [12, 30, 60, 400]

  private func page(of total: Int, _ language: Language = .en) throws -> String {
    let counts = [
      "blamed": total / 2, "punished": total, "shelter": total / 4, "lawyer": total / 2,
    ]
    return renderer.html(try stage.summary(of: total, counts), in: language)
  }

  @Test(arguments: sizes, Language.allCases)
  func `the page has no script, no address, no percentage and no gap`(
    total: Int, language: Language
  ) throws {
    let page = try page(of: total, language)
    for word in ["<script", "javascript:", "http:", "https:", "url(", "@import", "src=", "href="] {
      #expect(!page.lowercased().contains(word), "\(word)")
    }
    let body = try #require(page.split(separator: "</style>").last)
    #expect(!body.contains("%") && !body.contains("{") && !body.contains("}"))
    #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
  }

  @Test func `the policy in the page allows exactly its own style`() throws {
    let page = try page(of: 60)
    let style = try #require(page.firstMatch(of: /<style>((?s).*)<\/style>/)).1
    let hash = Data(Digest.sha256(Array(style.utf8))).base64EncodedString()
    #expect(page.contains("content=\"default-src 'none'; style-src 'sha256-\(hash)';"))
    #expect(!page.contains(" style="))
  }

  @Test(arguments: [(60, 21, 39), (60, 10, 19), (60, 51, 60), (60, 0, 9), (30, 10, 30)])
  func `two counts in one band give the same picture and the same page`(
    total: Int, low: Int, high: Int
  ) throws {
    let pages = try [low, high].map { count in
      renderer.html(try stage.summary(of: total, ["blamed": count]), in: .ru)
    }
    #expect(pages[0] == pages[1])
  }

  @Test func `rounded counts are drawn with the pictures of the bands`() throws {
    let summary = try stage.summary(of: 400, ["blamed": 140, "punished": 250])
    let pictures = renderer.html(summary, in: .en).matches(of: /<svg.*?<\/svg>/).map(\.output)
    let harmed = pictures.filter { $0.contains("about half") }
    // Two bars, and one in the legend.
    #expect(harmed.count == 3 && Set(harmed).count == 1)
  }

  @Test func `the six bands have six pictures, each with its name`() {
    let shapes = BandBar.allCases.map { [$0.shape.sure.count, $0.shape.possible.count] }
    #expect(Set(shapes).count == BandBar.allCases.count)
  }

  @Test(arguments: sizes.dropFirst())
  func `every picture has a role and a title`(total: Int) throws {
    let pictures = try page(of: total).matches(of: /<svg.*?<\/svg>/)
    #expect(!pictures.isEmpty)
    #expect(
      pictures.allSatisfy {
        $0.output.contains("role=\"img\"") && $0.output.contains("<title>")
      })
  }

  @Test(arguments: Language.allCases)
  func `under twenty the page has words and no figure`(language: Language) throws {
    let page = try page(of: 12, language)
    #expect(!page.contains("<svg") && !page.contains("class=\"themes"))
    #expect(page.contains(stage.messages.text(.narrativeTitle, in: language)))
    let body = try #require(page.split(separator: "</style>").last)
    #expect(!body.split { !$0.isNumber }.contains("12"))
  }

  @Test func `under twenty the page is the same whoever answered what`() throws {
    let one = try stage.summary(of: 1, [:])
    let other = try stage.summary(of: 19, ["blamed": 19, "lawyer": 7])
    #expect(one == other)
    #expect(renderer.html(one, in: .tg) == renderer.html(other, in: .tg))
    #expect(one.narrativeOnly && one.rows.allSatisfy { $0.shown == .withheld })
  }

  @Test(arguments: Language.allCases)
  func `answers that were not read are told of in two bands, and only where there are some`(
    language: Language
  ) throws {
    let pages = try [0, 1, 9, 10, 400].map { leftOut in
      renderer.html(
        try stage.summary(of: 60, ["blamed": 30], campaign: Stage.facts(leftOut: leftOut)),
        in: language)
    }
    #expect(pages[1] == pages[2] && pages[3] == pages[4] && Set(pages).count == 3)
    let words = renderer.words(try stage.summary(of: 60, [:]), in: language)
    let (few, more) = (words.text(.leftOutFew), words.text(.leftOutMore))
    #expect(!pages[0].contains(few) && !pages[0].contains(more))
    #expect(pages[1].contains(few) && pages[3].contains(more))
    // Beside a legend in which "fewer than 10" can mean nobody, a number would be read so.
    #expect(!few.contains(/\d/) && more.contains("10"))
    #expect(!pages.contains { $0.contains(words.text(.methodUnread)) })
  }

  @Test(arguments: [12, 60], Language.allCases)
  func `a rehearsal's page begins with it, and no other page has it`(
    total: Int, language: Language
  ) throws {
    let rehearsed = try stage.summary(of: total, [:], campaign: Stage.facts(rehearsal: true))
    let real = try stage.summary(of: total, [:])
    let said = renderer.words(real, in: language).text(.rehearsal)
    let words = renderer.words(real, in: language)
    let title = "<h1>\(words.text(.rehearsalKind)): An invented campaign</h1>"
    #expect(renderer.html(rehearsed, in: language).contains(said))
    #expect(renderer.html(rehearsed, in: language).contains(title))
    #expect(renderer.preview(rehearsed, in: language).contains(said))
    #expect(!renderer.html(real, in: language).contains(said))
    #expect(!renderer.preview(real, in: language).contains(said))
  }

  @Test(arguments: [12, 60], Language.allCases)
  func `the page says on which day the last list of withdrawn answers came`(
    total: Int, language: Language
  ) throws {
    let page = try page(of: total, language)
    #expect(page.contains(stage.messages.date("2026-04-08", in: language)))
    // Of making the page itself it has no day.
    #expect(!page.contains(stage.messages.date("2026-04-10", in: language)))
  }

  @Test func `under twenty the page speaks of new answers, not of everybody who answered`() throws {
    let page = try page(of: 12)
    #expect(page.contains("Fewer than 20 new answers are counted in this summary."))
    #expect(!page.contains("20 people have answered"))
  }

  @Test(arguments: [
    (43, 100, 42, "only two groups"), (43, 100, 44, "a third to two thirds"),
    (40, 103, 102, "a third to two thirds"), (40, 103, 104, "rounded up or down, by chance"),
  ])
  func `the method is that of the figures where the rounded total is under a threshold`(
    bands: Int, counts: Int, total: Int, method: String
  ) throws {
    let text = try Coded.config("release-policy.yaml")
      .replacing("minimum_for_bands: 40", with: "minimum_for_bands: \(bands)")
      .replacing("minimum_for_counts: 100", with: "minimum_for_counts: \(counts)")
    let releaser = Releaser(
      policy: try ReleasePolicy(parsing: text, file: "policy.yaml"), codebook: stage.book,
      roundingSecret: Array(repeating: 7, count: 32))
    let coded = try Coded.cohort(of: total, ["blamed": 20], in: stage.book)
    let summary = try stage.released(releaser.judge(coded, campaign: Stage.facts()))
    let page = renderer.html(summary, in: .en)
    let methods = ["only two groups", "a third to two thirds", "rounded up or down, by chance"]
    #expect(methods.filter { page.contains($0) } == [method])
  }

  @Test func `sections stand in the order in which a reader needs them`() throws {
    let page = try page(of: 60)
    let parts = [
      "<h1>", "An invented shelter asked", "What survivors told us", "What helped",
      "What survivors ask for", "Method and limits", "Release: ",
    ]
    let places = parts.compactMap { page.range(of: $0)?.lowerBound }
    #expect(places.count == parts.count && places == places.sorted())
  }

  @Test func `requests stand under who can act`() throws {
    let page = try page(of: 60)
    let courts = try #require(page.range(of: "Prosecutors and courts"))
    let lawyer = try #require(page.range(of: "Name of lawyer"))
    #expect(courts.upperBound < lawyer.lowerBound)
  }

  @Test func `the same summary gives the same bytes`() throws {
    #expect(try page(of: 400, .uz) == page(of: 400, .uz))
  }

  @Test func `hostile names stay text`() throws {
    let hostile = "\"><script>alert(1)</script>&<\u{301}img src=x>'"
    let stage = try Stage(try Coded.codebook { _ in hostile })
    let summary = try stage.summary(
      of: 60, ["blamed": 30, "lawyer": 30], campaign: Stage.facts(title: hostile))
    let page = try stage.renderer().html(summary, in: .en)
    #expect(!page.contains("<script") && !page.contains("\"><script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;"))
  }

  @Test func `no word of a file or a person stands within a tag`() {
    let templates = [
      PackageResources.report_mustache, PackageResources.bar_mustache,
      PackageResources.head_mustache,
      PackageResources.guide_mustache, PackageResources.trend_mustache,
      PackageResources.room_mustache,
    ].map { String(decoding: $0, as: UTF8.self) }.joined()
    let inTags = templates.matches(of: /<[^>]*\{\{([^}]*)\}\}[^>]*>/).map(\.1)
    // A language code, hashes, the group's name, the screen's number, and the left edges of blocks.
    #expect(Set(inTags) == ["lang", "styleHash", "scriptHash", "kind", "number", "."])
  }
}
