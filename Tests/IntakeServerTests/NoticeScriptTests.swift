// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Deflation
import Foundation
import Testing
import TestimonyTesting

@testable import IntakeServer

struct NoticeScriptTests {
  private static let config = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Config")

  private func script(
    folder: URL = config.appending(path: "redaction"),
    texts: URL = config.appending(path: "notice.yaml")
  ) throws(ConfigMistake) -> NoticeScript {
    try NoticeScript(folder: folder, texts: texts)
  }

  @Test(arguments: Language.allCases)
  func `the notice stays under 12,000 bytes in each language (G13)`(_ language: Language) throws {
    let small = try #require(Deflate.gzip(try script().bytes(for: language)))
    #expect(small.count < 12_000)
  }

  @Test func `a script has the texts of its own language only`() throws {
    let russian = String(decoding: try script().bytes(for: .ru), as: UTF8.self)
    #expect(russian.contains("[кто-то]"))
    #expect(!russian.contains("[someone]"))
  }

  @Test func `a folder or a file that is not there is named`() {
    let nowhere = URL(filePath: "/nowhere")
    #expect(throws: ConfigMistake(file: "/nowhere/words.txt", line: 1, message: "cannot be read")) {
      try script(folder: nowhere)
    }
    #expect(throws: ConfigMistake(file: "/nowhere", line: 1, message: "cannot be read")) {
      try script(texts: nowhere)
    }
  }

  @Test func `a neutral word without brackets is refused by its line`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "notice-\(UUID()).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let texts = try String(contentsOf: Self.config.appending(path: "notice.yaml"), encoding: .utf8)
    try texts.replacing("[someone]", with: "someone").write(
      to: file, atomically: true, encoding: .utf8)
    #expect {
      try script(texts: file)
    } throws: { error in
      (error as? ConfigMistake)?.message.contains("square brackets") == true
    }
  }

  @Test func `folded words can be unfolded`() throws {
    let folded = NoticeTables.folded(words: ["madina", "madinabonu", "karim"])
    #expect(folded == "0karim0madina6bonu")
  }
}

struct ScriptMinifierTests {
  @Test(arguments: [
    ("const longName = 1; // why\nuse(longName);", "const a=1;b(a);"),
    ("if (a) {\n  return  /x [/] y/g;\n}\n", "if(a){return/x [/] y/g;}"),
    ("let one = 'a  // b';", "let a='a  // b';"),
    ("one.two = { three: four };", "b.two={three:a};"),
    ("x = y + +z - -w;", "x=y+ +z- -w;"),
    ("f(`kept ${name} here`, name);", "f(`kept ${name} here`,name);"),
    ("document.title = Number(value) / 2 / 3;", "document.title=Number(a)/2/3;"),
  ])
  func `a script loses what only readers need`(_ script: String, _ wanted: String) {
    #expect(ScriptMinifier.minified(script) == wanted)
  }

  @Test(arguments: [
    ("const a = 'https://example.org/'; // goes", "const a='https://example.org/';"),
    ("// goes", ""), ("/** goes */", ""), ("/* goes\n * too\n */\nb();", "b();"),
    ("/* never ends", ""), ("/*", ""), ("a /*", "a"),
    ("a = b // why\nc()", "a=b\nc()"), ("a = b /* why */ + c", "a=b+c"),
    ("    const { a, b = [] } = await c(d, 'e , f');", "const{a,b=[]}=await c(d,'e , f');"),
    ("go(`  ${a ? b : c}  `, x => x < 2)", "go(`  ${a ? b : c}  `,x=>x<2)"),
    ("a = b + +c - -d", "a=b+ +c- -d"), ("return { a };\n}\nb", "return{a};}\nb"),
    ("x = y.replace(/ = /g, ' = ');", "x=y.replace(/ = /g,' = ');"),
    ("x = 'it\\'s , here';", "x='it\\'s , here';"), ("a\n(b)", "a\n(b)"),
    ("f(a) // why\ng(b)", "f(a)\ng(b)"),
    ("const longName = 1;\nlongName", "const longName=1;longName"),
  ])
  func `where nothing is renamed no text, pattern, name or sign is lost`(
    _ script: String, _ wanted: String
  ) {
    #expect(ScriptMinifier.minified(script, renames: false) == wanted)
  }

  /// What is made has the pieces that were written, and each line end that could mean something.
  @Test func `of the pages' scripts nothing is lost but comments and spaces`() throws {
    let folder = Canned.root.appending(path: "Sources/Intake/IntakeServer/Page")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".js") && !$0.hasPrefix("notice") }
    #expect(names.count >= 8)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let made = ScriptMinifier.minified(text, renames: false)
      #expect(Self.pieces(made) == Self.pieces(text), "\(name)")
      for token in ScriptToken.all(in: text) where "'\"/".contains(token.text.first ?? " ") {
        // A text or a pattern over lines would be a stroke that was taken for its beginning.
        #expect(token.kind == .comment || !token.text.contains("\n"), "\(name): \(token.text)")
      }
    }
  }

  private static func pieces(_ script: String) -> [String] {
    ScriptToken.all(in: script).filter { $0.kind != .space && $0.kind != .comment }.map(\.text)
  }
}
