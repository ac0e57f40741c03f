// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@Suite struct ConfigNodeTests {
  /// A file with one mistake: what it says, the line, and a part of the message.
  struct Mistaken: Sendable, CustomTestStringConvertible {
    let yaml: String
    let line: Int
    let says: String
    let read: @Sendable (ConfigNode) throws -> Void
    var testDescription: String { says }
  }

  static let mistaken: [Mistaken] = [
    Mistaken(yaml: "", line: 1, says: "the file is empty") { _ in },
    Mistaken(yaml: "# only a comment\n", line: 1, says: "the file is empty") { _ in },
    Mistaken(yaml: "a: 1\nb: [1, 2\n", line: 3, says: "not valid YAML") { _ in },
    Mistaken(yaml: "a: 1\n\tb: 2\n", line: 2, says: "not valid YAML") { _ in },
    Mistaken(yaml: "a: 1\na: 2\n", line: 1, says: "twice") { _ = try $0.mapping() },
    Mistaken(yaml: "- 1\n- 2\n", line: 1, says: "expected keys with values") {
      _ = try $0.mapping()
    },
    Mistaken(yaml: "a: 1\n", line: 1, says: "the key “b” is missing") {
      var members = try $0.mapping()
      _ = try members.required("b")
    },
    Mistaken(yaml: "a: 1\n\nc: 2\n", line: 3, says: "unknown key “c”") {
      var members = try $0.mapping()
      _ = try members.required("a")
      try members.finish()
    },
    Mistaken(yaml: "\na: many\n", line: 2, says: "a: expected a whole number") {
      _ = try value("a", of: $0).integer(in: 0...9)
    },
    Mistaken(yaml: "a: 10\n", line: 1, says: "must be from 0 to 9, not 10") {
      _ = try value("a", of: $0).integer(in: 0...9)
    },
    Mistaken(yaml: "a: perhaps\n", line: 1, says: "expected true or false") {
      _ = try value("a", of: $0).boolean()
    },
    Mistaken(yaml: "a: [1]\n", line: 1, says: "expected text") {
      _ = try value("a", of: $0).string()
    },
    Mistaken(yaml: "a: \" \"\n", line: 1, says: "must not be empty") {
      _ = try value("a", of: $0).nonEmptyString()
    },
    Mistaken(yaml: "a: 1\n", line: 1, says: "expected a list") {
      _ = try value("a", of: $0).list()
    },
    Mistaken(yaml: "a:\n  - one\n  - \"\"\n", line: 3, says: "a[2]: must not be empty") {
      _ = try value("a", of: $0).strings()
    },
  ]

  @Test(arguments: mistaken)
  func `a mistake names the file, the line and what is wanted`(mistaken: Mistaken) throws {
    let mistake = #expect(throws: ConfigMistake.self) {
      try mistaken.read(try ConfigNode(parsing: mistaken.yaml, file: "some.yaml"))
    }
    #expect(mistake?.file == "some.yaml")
    #expect(mistake?.line == mistaken.line)
    #expect(mistake?.message.contains(mistaken.says) == true, "\(mistake?.message ?? "")")
  }

  @Test func `a mistake prints as editors jump to it`() {
    let mistake = ConfigMistake(file: "form.yaml", line: 7, message: "expected text")
    #expect("\(mistake)" == "form.yaml:7: expected text")
  }

  @Test func `values keep their order, their type and their line`() throws {
    let yaml = "name: Zarina\nport: 8443\nopen: true\nlist: [one, two]\n"
    let node = try ConfigNode(parsing: yaml, file: "some.yaml")
    #expect(try node.mapping().keys.map(\.name) == ["name", "port", "open", "list"])
    #expect(try node.mapping().keys.map(\.line) == [1, 2, 3, 4])
    #expect(try Self.value("name", of: node).string() == "Zarina")
    #expect(try Self.value("port", of: node).integer(in: 1...65_535) == 8443)
    #expect(try Self.value("open", of: node).boolean())
    #expect(try Self.value("list", of: node).strings() == ["one", "two"])
  }

  @Test func `a file whose every key was read has no stray key`() throws {
    var members = try ConfigNode(parsing: "a: 1\nb: 2\n", file: "some.yaml").mapping()
    #expect(members.optional("c") == nil)
    #expect(members.all().map(\.name) == ["a", "b"])
    try members.finish()
  }

  private static func value(_ key: String, of node: ConfigNode) throws -> ConfigNode {
    var members = try node.mapping()
    return try members.required(key)
  }
}
