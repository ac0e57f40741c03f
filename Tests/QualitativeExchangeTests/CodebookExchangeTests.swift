// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import ThematicCoding

@testable import QualitativeExchange

/// The codebook of Config/.
enum Book {
  static func entries() throws -> [ThemeEntry] { try real().themes.map { ThemeEntry($0) } }

  static func real() throws -> Codebook {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/codebook.yaml")
    return try Codebook(parsing: String(contentsOf: file, encoding: .utf8), file: "codebook.yaml")
  }
}

@Suite struct CodebookExchangeTests {
  @Test func `the codebook comes back from .qdc whole, and is a codebook again`() throws {
    let entries = try Book.entries()
    let (read, left) = try RefiCodebook.read(RefiCodebook.write(entries))
    #expect(Set(read.map(\.id)) == Set(entries.map(\.id)))
    for entry in entries { #expect(read.first { $0.id == entry.id } == entry) }
    #expect(left == [])
    let yaml = CodebookYAML.write(read, version: "again")
    let again = try Codebook(parsing: yaml, file: "again.yaml")
    let real = try Book.real()
    for theme in real.themes { #expect(again[theme.id] == theme) }
    #expect(again.version == "again")
  }

  @Test func `which codebook it was stands in the file, and in no theme of it`() throws {
    let (entries, origin) = (try Book.entries(), try Book.real().origin)
    let qdc = RefiCodebook.write(entries, of: origin)
    let json = try ThemeJSON.write(entries, of: origin)
    for file in [qdc, json] {
      let text = String(decoding: file, as: UTF8.self)
      #expect(text.contains(origin.hash) && text.contains(origin.version))
    }
    let (read, left) = try RefiCodebook.read(qdc)
    #expect(left == [])
    for entry in entries { #expect(read.first { $0.id == entry.id } == entry) }
    #expect(try ThemeJSON.read(json) == entries)
  }

  @Test func `a bare list of themes is read too`() throws {
    let entries = try Book.entries()
    #expect(try ThemeJSON.read(Array(JSONEncoder().encode(entries))) == entries)
  }

  @Test func `the codebook comes back from JSON in its order`() throws {
    let entries = try Book.entries()
    #expect(try ThemeJSON.read(ThemeJSON.write(entries)) == entries)
    #expect(throws: ExchangeError.notThemes) { try ThemeJSON.read(Array("{}".utf8)) }
  }

  @Test func `JSON without themes is refused as XML without codes is`() {
    #expect(throws: ExchangeError.noCodes) { try ThemeJSON.read(Array("[]".utf8)) }
  }

  @Test func `the sheet carries groups, actors and English names, and says what it cannot`() throws
  {
    let entries = try Book.entries()
    let (read, left) = try IFRCSheet.read(IFRCSheet.write(entries))
    #expect(read.map(\.group) == entries.map(\.group))
    #expect(read.map(\.actor) == entries.map(\.actor))
    #expect(read.map { $0.name["en"] } == entries.map { $0.name["en"] })
    #expect(left == [])
    #expect(IFRCSheet.left(entries).contains("cues"))
    #expect(IFRCSheet.left(read) == [])
  }

  @Test func `a sheet's own categories go out again as they came in`() throws {
    let sheet = """
      type,category,code
      Request,Water and hygiene,Clean water
      Request, Police ,Kind officers
      Request,social,A home
      Complaint,courts,Long waiting
      Encouragement,,Thanks
      Request,"  ",Anything
      """
    let (read, left) = try IFRCSheet.read(Array(sheet.utf8))
    #expect(left == [])
    #expect(read.map(\.actor) == [nil, "police", "social", nil, nil, nil])
    let again = try CSVSheet.read(String(decoding: IFRCSheet.write(read), as: UTF8.self))
    let categories = again.dropFirst().map { $0[1] }
    #expect(categories == ["Water and hygiene", "Police", "social", "courts", "", ""])
    #expect(IFRCSheet.left(read) == [])
  }

  @Test func `a category and HTCDS fields stay with a theme in every format`() throws {
    let entries = try Book.entries()
    var entry = try #require(entries.first { $0.group == "asked" })
    entry.category = "Water: \"hygiene\" & more"
    entry.htcds = ["MethodsOfControlWithholdsDocuments", "TraffickingStatus"]
    #expect(try RefiCodebook.read(RefiCodebook.write([entry])).entries == [entry])
    #expect(try ThemeJSON.read(ThemeJSON.write([entry])) == [entry])
    let yaml = CodebookYAML.write([entry], version: "1")
    let finished = try Codebook(parsing: yaml, file: "finished.yaml").themes.map { ThemeEntry($0) }
    #expect(finished == [entry])
    let sheet = try CSVSheet.read(String(decoding: IFRCSheet.write(finished), as: UTF8.self))
    #expect(sheet[1][1] == entry.category)
    let left = IFRCSheet.left(finished)
    #expect(left.contains("who can act, where a category of its own stands"))
    #expect(left.contains("HTCDS fields"))
  }

  @Test func `fields of HTCDS come back from a description of before they were called related`() {
    let entry = EntryText.read(
      "What counts.\nhtcds: TraffickingStatus\nhtcds.related: VulnerabilityX")
    #expect(entry.htcds == ["TraffickingStatus", "VulnerabilityX"])
    #expect(EntryText.write(entry).contains("\nhtcds.related: TraffickingStatus\n"))
  }

  @Test func `another program's codes become a draft that no command takes before it is finished`()
    throws
  {
    let qdc = """
      <?xml version="1.0" encoding="utf-8"?>
      <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Invented 1.0"><Codes>
        <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Requests" isCodable="false">
          <Code guid="2FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Тёплый дом" isCodable="true" color="#46AA00">
            <Description>A place to sleep
      for longer than a week</Description></Code>
        </Code>
        <Code guid="3FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Work &amp; pay" isCodable="true"/>
        <Code guid="4FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="work pay" isCodable="true"/>
      </Codes><Sets><Set guid="5FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="a set"/></Sets></CodeBook>
      """
    let (read, left) = try RefiCodebook.read(Array(qdc.utf8))
    #expect(read.map(\.id) == ["teplyj_dom", "work_pay", "work_pay_a"])
    #expect(read[0].group == "asked" && read[1].group == nil)
    #expect(read[0].definition == "A place to sleep for longer than a week")
    #expect(read[1].name == ["en": "Work & pay"])
    #expect(left == ["the colour of “Тёплый дом”", "the set “a set”"])
    #expect(read[0].missing.contains("actor") && read[0].missing.contains("name.tg"))
    let yaml = CodebookYAML.write(read, version: "draft")
    #expect(yaml.contains("    # missing: cues.uz\n"))
    #expect(throws: ConfigMistake.self) { try Codebook(parsing: yaml, file: "draft.yaml") }
  }

  @Test(arguments: [
    "", "{}", "<CodeBook><Codes>", "<?x?><CodeBook/>", "<?xml?><CodeBook/>",
    "<?xml version=\"1.0\"?><CodeBook><?x?></CodeBook>", "<?xml ?><CodeBook/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><CodeBook><Codes><Code name='&b;' isCodable='true'/></Codes></CodeBook>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><CodeBook><Codes><Code name='&b;'/></Codes></CodeBook>",
  ])
  func `what is not XML, or brings entities, is refused`(text: String) {
    #expect(throws: ExchangeError.notXML) { try RefiCodebook.read(Array(text.utf8)) }
  }

  @Test func `XML without codes is refused by name`() {
    #expect(throws: ExchangeError.noCodes) { try RefiCodebook.read(Array("<a/>".utf8)) }
  }

  @Test func `hostile names stay text in XML, in YAML and in a sheet`() throws {
    var entry = ThemeEntry(id: "hostile")
    entry.name["en"] = "=cmd()\"' <Code> & \\ }: #"
    entry.definition = "id: other\u{7}"
    entry.group = "harmed"
    let (read, _) = try RefiCodebook.read(RefiCodebook.write([entry]))
    #expect(read.count == 1)
    #expect(read[0].name["en"] == entry.name["en"])
    let sheet = String(decoding: IFRCSheet.write([entry]), as: UTF8.self)
    #expect(sheet.contains("\"'=cmd()\"\"' <Code>"))
    #expect(try IFRCSheet.read(Array(sheet.utf8)).entries[0].name["en"] == entry.name["en"])
    let yaml = CodebookYAML.write([entry], version: "1")
    #expect(throws: ConfigMistake.self) { try Codebook(parsing: yaml, file: "hostile.yaml") }
    #expect(!yaml.contains("\u{7}"))
  }

  @Test func `what another program renamed or moved counts, not our description of it`() throws {
    var entry = ThemeEntry(id: "left_alone")
    entry.name = ["en": "Left alone", "ru": "Без помощи"]
    entry.group = "harmed"
    let text = String(decoding: RefiCodebook.write([entry]), as: UTF8.self)
    let renamed = text.replacing("name=\"Left alone\"", with: "name=\"Nobody came\"")
      .replacing("name=\"harmed\"", with: "name=\"asked\"")
    let read = try RefiCodebook.read(Array(renamed.utf8)).entries
    #expect(read.map(\.id) == ["left_alone"])
    #expect(read[0].name == ["en": "Nobody came", "ru": "Без помощи"])
    #expect(read[0].group == "asked")
  }

  @Test(arguments: ["false", "0"])
  func `a code that cannot be given is no theme`(word: String) throws {
    let text = String(decoding: RefiCodebook.write(try Book.entries()), as: UTF8.self)
    let same = text.replacing("isCodable=\"false\"", with: "isCodable=\"\(word)\"")
    #expect(try RefiCodebook.read(Array(same.utf8)).entries.count == Book.entries().count)
  }

  @Test func `the same codebook has the same GUIDs each time, and each theme its own`() throws {
    let entries = try Book.entries()
    #expect(RefiCodebook.write(entries) == RefiCodebook.write(entries))
    let guids = Set(entries.map { CodeTree.guid($0.id) })
    #expect(guids.count == entries.count)
    let pattern = /[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}/
    for guid in guids { #expect(guid.wholeMatch(of: pattern) != nil) }
  }
}

@Suite struct SheetTests {
  @Test(arguments: [
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a;b\n\"1;\n2\";\"say \"\"x\"\"\"", [["a", "b"], ["1;\n2", "say \"x\""]]),
    ("a,b\n\n,\n", [["a", "b"]]), ("'=1+1,'word", [["=1+1", "'word"]]),
    ("a, \"b, c\"\n", [["a", "b, c"]]), ("5\" wide,b\nc,\"\"\n", [["5\" wide", "b"], ["c", ""]]),
  ])
  func `sheets with commas or semicolons, quotes and line ends are read`(
    text: String, rows: [[String]]
  ) throws {
    #expect(try CSVSheet.read(text) == rows)
  }

  @Test func `a sheet that would be read wrongly is refused by name`() {
    #expect(throws: ExchangeError.openQuote) { try CSVSheet.read("a,b\n\"1,2\n3,4\n") }
    let header = Array("type,category,code\n,,".utf8)
    // "код" as Excel saves it with Russian settings, and a sheet as "Unicode text" (UTF-16).
    let cyrillic: [UInt8] = [0xEA, 0xEE, 0xE4]
    #expect(throws: ExchangeError.notUTF8) { try IFRCSheet.read(header + cyrillic) }
    let wide = Array(header.map { [$0, 0] }.joined())
    #expect(throws: ExchangeError.notUTF8) { try IFRCSheet.read(wide) }
  }

  @Test func `a sheet whose columns are in another order and case is read`() throws {
    let text = "Code,TYPE,Category\nClean water,Request,social\nThanks,Encouragement or praise,\n"
    let (read, left) = try IFRCSheet.read(Array(text.utf8))
    #expect(read.map(\.id) == ["clean_water", "thanks"])
    #expect(read.map(\.group) == ["asked", "helped"])
    #expect(read[0].actor == "social")
    #expect(left == [])
    #expect(throws: ExchangeError.noColumns) { try IFRCSheet.read(Array("a,b\n1,2".utf8)) }
  }
}
