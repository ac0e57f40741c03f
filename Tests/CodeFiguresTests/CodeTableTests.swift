// SPDX-License-Identifier: Apache-2.0

import CodeFigures
import Testing

struct CodeTableTests {
  private let table = CodeTable(
    [["a", "b"], ["a"], ["b", "gone"], [], ["a", "b", "c"]], codes: ["a", "b", "c", "d"])

  @Test func `codes are counted once a testimony, and in pairs`() {
    #expect((0..<4).map(table.count) == [3, 3, 1, 0])
    #expect(table.count(0, with: 1) == 2 && table.count(1, with: 0) == 2)
    #expect(table.testimonies == 5 && table.without == 1)
  }

  @Test func `likeness is the share of both among either`() {
    #expect(table.likeness(0, 1) == 0.5)
    #expect(abs(table.likeness(0, 2) - 1.0 / 3) < 1e-12)
    #expect(table.likeness(0, 3) == 0 && table.likeness(3, 3) == 0)
  }
}

struct FigurePageTests {
  private let table = CodeTable([["a", "b"], ["a"], ["a", "b"]], codes: ["a", "b", "c"])

  @Test func `the page warns, holds the counts, and has neither script nor address`() throws {
    let html = try FigurePage().html(
      table, names: ["first", "second", "third"], copies: nil, codebook: "version 7")
    #expect(html.contains("<small>Codebook: version 7</small>"))
    #expect(html.contains("Not for the room."))
    #expect(html.contains("first</th><td class=\"number\">3</td>"))
    #expect(html.contains("third</th><td class=\"number\">0</td>"))
    #expect(html.contains("default-src 'none'"))
    for unwanted in ["<script", "http://", "https://", "src=", "href="] {
      #expect(!html.contains(unwanted))
    }
  }

  @Test func `names are written as text, whatever they hold`() throws {
    let html = try FigurePage().html(
      table, names: ["<b>&", "x", "y"], copies: "<i>", codebook: "<u>")
    #expect(html.contains("&lt;u&gt;") && !html.contains("<u>"))
    #expect(html.contains("&lt;b&gt;&amp;") && html.contains("&lt;i&gt;"))
    #expect(!html.contains("<b>&") && !html.contains("<i>"))
  }
}
