// SPDX-License-Identifier: Apache-2.0

import Deflation
import Foundation
import Testing

@testable import OfficeDocuments

struct DocumentTests {
  static let hostile = "\"><w:p/>&amp;]]> \u{202E}gnp\u{0} =1+1 '\u{301}<"

  static func text(_ words: String = "Words", language: String = "tg") -> OfficeText {
    let picture = OfficePicture(
      BlockPicture(blocks: [.sure, .possible, .empty], ink: [0, 0, 0]), alternative: words,
      width: 26)
    let row = [OfficeCell(strong: words, plain: words), OfficeCell(plain: words, picture: picture)]
    return OfficeText(
      title: words, language: language,
      blocks: [
        .heading(words, level: 0), .paragraph(words, .lead), .heading(words, level: 1),
        .heading(words, level: 2), .list([words, words]), .paragraph(words, .quote),
        .table(
          OfficeTable(name: words, widths: [100, 60], header: [words, words], rows: [row, row])),
        .heading(words, level: 1, startsPage: true), .paragraph(words, .small),
      ])
  }

  static func slides(_ words: String = "Words") throws -> [UInt8] {
    let picture = OfficePicture(
      BlockPicture(blocks: [.sure, .empty], ink: [0, 0, 0]), alternative: words, width: 26)
    let rows = [OfficeRow(text: words, picture: picture, label: words), OfficeRow(text: words)]
    let slide = OfficeSlide(title: words, lead: words, rows: rows, notes: [words, words])
    return try OpenSlides.bytes(of: [slide, slide], title: words, language: "uz-Latn")
  }

  static func files(_ words: String = "Words") throws -> [String: Unzipped] {
    [
      "docx": try Unzipped(WordDocument.bytes(of: text(words))),
      "odt": try Unzipped(OpenText.bytes(of: text(words))),
      "odp": try Unzipped(slides(words)),
    ]
  }

  @Test(arguments: ["Words", hostile])
  func `every part is well-formed, whatever stands in it`(words: String) throws {
    for (kind, file) in try Self.files(words) {
      for entry in file.entries where entry.name.hasSuffix("xml") || entry.name.hasSuffix("rels") {
        #expect(try !file.elements(entry.name).isEmpty, "\(kind) \(entry.name)")
      }
    }
  }

  @Test func `hostile words change no element, and lose what cannot be seen`() throws {
    let (plain, hostile) = (try Self.files(), try Self.files(Self.hostile))
    for (kind, part) in [
      ("docx", "word/document.xml"), ("odt", "content.xml"), ("odp", "content.xml"),
    ] {
      let (one, other) = (try #require(plain[kind]), try #require(hostile[kind]))
      #expect(try one.elements(part) == other.elements(part))
      let text = try other.text(part)
      #expect(text.contains("&quot;&gt;&lt;w:p/&gt;&amp;amp;]]&gt; gnp =1+1"))
      #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" })
    }
  }

  @Test func `two runs give the same bytes, dated 1980, by nobody`() throws {
    #expect(try WordDocument.bytes(of: Self.text()) == WordDocument.bytes(of: Self.text()))
    #expect(try OpenText.bytes(of: Self.text()) == OpenText.bytes(of: Self.text()))
    #expect(try Self.slides() == Self.slides())
    for (kind, file) in try Self.files() {
      #expect(
        file.entries.allSatisfy { $0.time == 0 && $0.day == 0x21 && $0.madeBy == 20 }, "\(kind)")
      for entry in file.entries where entry.name.hasSuffix("xml") {
        let text = try file.text(entry.name)
        for word in [
          "creator", "generator", "date>", "LibreOffice", "Application", "ovoz", "lastMod",
        ] {
          #expect(!text.contains(word), "\(kind) \(entry.name) \(word)")
        }
      }
    }
  }

  @Test func `the checksums are those of the parts`() throws {
    for file in try Self.files().values {
      #expect(file.entries.allSatisfy { Int(Deflate.crc32($0.bytes)) == $0.crc })
    }
  }

  @Test func `an OpenDocument file starts with its kind, stored`() throws {
    let bytes = try OpenText.bytes(of: Self.text())
    let kind = "application/vnd.oasis.opendocument.text"
    #expect(String(decoding: bytes[30..<38 + kind.utf8.count], as: UTF8.self) == "mimetype" + kind)
  }

  @Test func `each manifest names each part`() throws {
    for kind in ["odt", "odp"] {
      let file = try #require(try Self.files()[kind])
      let manifest = try file.text("META-INF/manifest.xml")
      let parts = file.entries.map(\.name).filter { $0 != "mimetype" && !$0.hasPrefix("META-INF") }
      #expect(parts.allSatisfy { manifest.contains("full-path=\"\($0)\"") } && parts.count >= 4)
    }
  }

  @Test func `tables have a header row, pictures an alternative, and the language is set`() throws {
    let word = try Unzipped(WordDocument.bytes(of: Self.text("alt <words>")))
    let document = try word.text("word/document.xml")
    #expect(document.contains("<w:tblHeader/>"))
    #expect(document.contains("descr=\"alt &lt;words&gt;\""))
    #expect(try word.text("word/styles.xml").contains("<w:lang w:val=\"tg\""))
    let open = try Unzipped(OpenText.bytes(of: Self.text("alt")))
    #expect(try open.elements("content.xml").contains("table:table-header-rows"))
    #expect(try open.text("content.xml").contains("<svg:title>alt</svg:title>"))
    #expect(try open.text("styles.xml").contains("fo:language=\"tg\""))
    let slides = try Unzipped(Self.slides())
    #expect(
      try slides.text("styles.xml").contains(
        "fo:language=\"uz\" fo:country=\"none\" fo:script=\"Latn\""))
  }

  @Test func `one picture stands once in a file, however often it is shown`() throws {
    let word = try Unzipped(WordDocument.bytes(of: Self.text()))
    #expect(word.entries.filter { $0.name.hasSuffix(".png") }.count == 1)
    #expect(try word.elements("word/document.xml").filter { $0 == "pic:pic" }.count == 2)
  }

  @Test func `a picture is a PNG of its blocks`() throws {
    let picture = BlockPicture(blocks: [.sure, .empty], ink: [1, 2, 3])
    let bytes = try picture.png()
    // Signature and header (§5.2, §11.2.2): 61 × 14 units at four pixels, palette, eight bits.
    #expect(bytes.prefix(16) == [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82])
    #expect(bytes[16..<29] == [0, 0, 0, 244, 0, 0, 0, 56, 8, 3, 0, 0, 0])
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: "IDAT".utf8) })
    let length = (0..<4).reduce(0) { $0 << 8 | Int(bytes[start - 4 + $1]) }
    let packed = Array(bytes[start + 4..<start + 4 + length])
    let pixels = try Unzipped.inflated(packed, 245 * 56, windowBits: 15)
    let middle = Array(pixels[245 * 28 + 1..<245 * 29])
    #expect(middle[0..<4].allSatisfy { $0 == 0 } && middle[4..<116].allSatisfy { $0 == 1 })
    #expect(middle[140..<200].allSatisfy { $0 == 0 })
  }

  @Test func `a name that is not ASCII is refused`() {
    var archive = ZipArchive()
    #expect(throws: OfficeError.doesNotFit) { try archive.add("ҳисобот.xml", [1]) }
  }
}
