// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct ThinnedTests {
  static let lines = [
    ("const a = 'https://example.org/'; // stays", "const a = 'https://example.org/'; // stays\n"),
    ("// goes", ""), ("/** goes */", ""), ("/* goes\n * too\n */\nb();", "b();"),
    ("    const { a, b = [] } = await c(d, 'e , f');", "const{a,b=[]}=await c(d,'e , f');"),
    ("go(`  ${a ? b : c}  `, x => x < 2)", "go(`  ${a ? b : c}  `,x=>x<2)\n"),
    ("a = b + +c - -d", "a=b + +c - -d\n"), ("return { a };\n}\nb", "return{a};}\nb\n"),
    ("x = y.replace(/ = /g, ' = ');", "x = y.replace(/ = /g, ' = ');\n"),
    ("x = 'it\\'s , here';", "x = 'it\\'s , here';\n"), ("a\n(b)", "a\n(b)\n"),
  ]

  @Test(arguments: lines)
  func `a script loses what only readers need, and no text, pattern or sign`(
    script: String, thin: String
  ) {
    #expect(Thinned.script(script) == thin)
  }

  @Test func `a style keeps what begins like a script's comment`() {
    #expect(Thinned.style("/* SPDX */\n  a{b:c}\n//{d:e}\n") == "a{b:c}\n//{d:e}\n")
  }

  @Test func `lines of a template are joined, but not where words would run together`() {
    let template = "<p>One</p>\n{{#a}}\n<p>\nwords {{b}}\n</p>\n<label>c</label>\n<label>d</label>"
    let thin = "<p>One</p>{{#a}}<p>\nwords {{b}}</p>\n<label>c</label>\n<label>d</label>"
    #expect(Thinned.page(template) == thin)
  }

  /// What thinning relies on: in the sources no text runs over lines.
  @Test func `no script has a text or a comment that thinning would break`() throws {
    let here = URL(filePath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Sources/Intake/IntakeServer/Page")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      // The notice is made smaller by a tokenizer of its own.
      .filter { $0.hasSuffix(".js") && !$0.hasPrefix("notice") }
    #expect(names.count >= 5)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for line in text.components(separatedBy: "\n") {
        #expect(line.count { $0 == "`" } % 2 == 0, "\(name): \(line)")
        #expect(!line.contains("/*") || line.trimmingPrefix { $0 == " " }.hasPrefix("/*"))
        #expect(!line.contains("*/") || line.hasSuffix("*/"), "\(name): \(line)")
      }
    }
  }
}
