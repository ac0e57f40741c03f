// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct SettingsTests {
  @Test func `the real settings load, with paths beside their file`() throws {
    let settings = try IntakeSettings(file: Canned.config("intake.yaml"))
    #expect(settings.host == "127.0.0.1")
    #expect(settings.port == 8443)
    #expect(settings.fingerprint == nil, "empty until a campaign is announced")
    #expect(settings.campaign == Canned.config("campaign.json").absoluteURL)
    #expect(settings.pages.lastPathComponent == "pages.yaml")
    #expect(settings.help.lastPathComponent == "help.yaml")
    #expect(settings.audio == nil, "empty until an operator makes some")
    #expect(settings.exit == "https://www.wikipedia.org/")
    #expect(settings.mostConnections == 1000)
    #expect(settings.idleSeconds == 60)
    #expect(settings.mostFormBytes == 98_304)
    #expect(settings.mostFormFields == 200)
    #expect(settings.leastFreeMegabytes == 200)
  }

  /// Every setting of the real file, by its line.
  static func settings() throws -> [String] {
    try yaml().components(separatedBy: "\n").filter { !$0.hasPrefix("#") && $0.contains(":") }
  }

  /// What older settings files lack: without them an intake goes on as it did.
  static let defaulted: Set = ["pullKeys", "acknowledged", "retentionDays"]

  @Test(arguments: try SettingsTests.settings())
  func `every setting in the file is read, and few may be left out`(line: String)
    throws
  {
    let key = try #require(line.components(separatedBy: ":").first)
    let yaml = try Self.yaml().replacingOccurrences(of: "\n\(line)\n", with: "\n")
    if line.hasSuffix(": \"\"") || Self.defaulted.contains(key) {
      #expect(try Self.parse(yaml) == (try Self.parse(try Self.yaml())))
    } else {
      let mistake = #expect(throws: ConfigMistake.self) { try Self.parse(yaml) }
      #expect(mistake?.message == "the key “\(key)” is missing")
    }
  }

  @Test func `the file has a line for each setting that the program knows`() throws {
    let names = Mirror(reflecting: try IntakeSettings(file: Canned.config("intake.yaml")))
      .children.compactMap(\.label)
    let keys = try Self.settings().compactMap { $0.components(separatedBy: ":").first }
    #expect(keys == names)
  }

  @Test(arguments: [
    ("port: 8443", "port: 65536", "must be from 0 to 65535"),
    ("port: 8443", "port: https", "expected a whole number"),
    ("onion: \"\"", "onion: http://short.onion", "56 letters"),
    ("onion: \"\"", "onion: https://\(String(repeating: "a", count: 56)).onion", "http://"),
    ("socket: \"\"", "socket: /run/\(String(repeating: "a", count: 120))", "107 bytes"),
    ("host: 127.0.0.1", "host: \"\"", "must not be empty"),
    ("exit: https://www.wikipedia.org/", "exit: http://example.org", "starts with https://"),
    ("exit: https://www.wikipedia.org/", "exit: \"javascript:alert(1)\"", "starts with https://"),
    ("exit: https://www.wikipedia.org/", "exit: https://", "starts with https://"),
    ("fingerprint: \"\"", "fingerprint: abcd", "64 hexadecimal digits"),
    ("idleSeconds: 60", "idleSeconds: 4", "must be from 5 to 600"),
    ("mostFormBytes: 98304", "mostFormBytes: 1", "must be from 1024"),
    ("pullKeys: []", "pullKeys: [abcd]", "64 hexadecimal digits"),
    ("pullKeys: []", "pullKeys: abcd", "expected a list"),
    ("pullPort: \"\"", "pullPort: 70000", "must be from 1 to 65535"),
    ("acknowledged: leave", "acknowledged: burn", "one of: leave, stay"),
    ("keyEndDone: \"\"", "keyEndDone: soon", "written as 2027-12-31"),
    ("retentionDays: 90", "retentionDays: 0", "must be from 1 to 3650"),
    ("state: state", "sate: state", "the key “state” is missing"),
    ("state: state", "state: state\nextra: 1", "unknown key “extra”"),
  ])
  func `a mistake in the settings names file, line and what is wanted`(
    line: String, changed: String, says: String
  ) throws {
    let yaml = try Self.yaml().replacingOccurrences(of: line, with: changed)
    try #require(yaml != (try Self.yaml()))
    let mistake = try #require(#expect(throws: ConfigMistake.self) { try Self.parse(yaml) })
    #expect(mistake.message.contains(says), "\(mistake)")
    #expect(mistake.file.hasSuffix("intake.yaml"))
    let at = yaml.components(separatedBy: "\n")[mistake.line - 1]
    let last = changed.components(separatedBy: "\n").last
    #expect(at == last || says.contains("missing"))
  }

  @Test func `a fingerprint may be written in groups and in capitals`() throws {
    let groups = Array(repeating: "AB12", count: 16).joined(separator: " ")
    let yaml = try Self.yaml().replacingOccurrences(
      of: "fingerprint: \"\"", with: "fingerprint: \"\(groups)\"")
    #expect(try Self.parse(yaml).fingerprint == String(repeating: "ab12", count: 16))
  }

  @Test func `a file that is not there is a mistake, not a default`() {
    let mistake = #expect(throws: ConfigMistake.self) {
      try IntakeSettings(file: Canned.config("no-such.yaml"))
    }
    #expect(mistake?.message == "cannot be read")
  }

  @Test func `the real page texts load, and each page names texts that are there`() throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    for name in PageTexts.MessageName.allCases {
      let message = texts.message(name)
      for text in [message.heading] + message.paragraphs {
        for language in Language.allCases { #expect(!texts.text(text, in: language).isEmpty) }
      }
    }
    _ = try MessagePage(texts)
  }

  @Test func `no page without the form names the form's button`() throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    for language in Language.allCases {
      let button = texts.text("send", in: language)
      for name in PageTexts.MessageName.allCases {
        let told = texts.message(name).paragraphs.map { texts.text($0, in: language) }.joined()
        #expect(!told.contains("«\(button)»") && !told.contains("“\(button)”"), "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("heading: closedHeading", "heading: noSuchText", "there is no text “noSuchText”"),
    ("  closed: {", "  shut: {", "the key “closed” is missing"),
    ("back: false}", "back: false, tone: kind}", "unknown key “tone”"),
    ("en: \"Form\",", "xx: \"Form\",", "the key “en” is missing"),
    ("texts:\n", "texts:\n  title: {en: Again}\n", "twice"),
  ])
  func `a mistake in the page texts names file and line`(
    text: String, changed: String, says: String
  ) throws {
    let yaml = try String(contentsOf: Canned.config("pages.yaml"), encoding: .utf8)
    let range = try #require(yaml.range(of: text))
    let mistake = #expect(throws: ConfigMistake.self) {
      try PageTexts(parsing: yaml.replacingCharacters(in: range, with: changed), file: "pages.yaml")
    }
    #expect(mistake?.message.contains(says) == true, "\(mistake?.description ?? "")")
    #expect(mistake?.file == "pages.yaml")
    #expect((mistake?.line ?? 0) > 1)
  }

  private static func yaml() throws -> String {
    try String(contentsOf: Canned.config("intake.yaml"), encoding: .utf8)
  }

  private static func parse(_ yaml: String) throws -> IntakeSettings {
    try IntakeSettings(parsing: yaml, file: Canned.config("intake.yaml"))
  }
}
