// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct ThinnedTests {
  @Test func `comment lines and indentation go, and nothing within a line does`() {
    let script = """
      // SPDX
      const a = 'https://example.org/'; // stays: it stands within a line
        /* two
         * lines */
        const b = /\\/\\*/.test(a);
        /** one line */

        go(`  ${b}  `);
      """
    let thin = """
      const a = 'https://example.org/'; // stays: it stands within a line
      const b = /\\/\\*/.test(a);
      go(`  ${b}  `);

      """
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
      .filter { $0.hasSuffix(".js") }
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
