// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@testable import ThematicCoding

@Suite struct `The codebook that Ovoz ships` {
  @Test func `it speaks all four languages everywhere`() throws {
    for theme in try Samples.codebook().themes {
      for language in Language.allCases {
        #expect(theme.name.texts[language]?.isEmpty == false, "\(theme.id)")
        #expect(theme.meaning.texts[language]?.isEmpty == false, "\(theme.id)")
        #expect(6...24 ~= (theme.cues[language]?.count ?? 0), "\(theme.id) \(language)")
      }
    }
  }

  @Test func `its harms are the six issues of the roundtable, in its order`() throws {
    let harms = try Samples.codebook().themes.filter { $0.group == .harmed }.map(\.id)
    #expect(
      harms == [
        "misunderstood", "traumatic_interviews", "revictimised", "punished", "stigma",
        "too_little_support",
      ])
  }

  @Test func `every actor is asked for something, and only requests have actors`() throws {
    let themes = try Samples.codebook().themes
    #expect(Set(themes.compactMap(\.actor)) == Set(Actor.allCases))
    #expect(themes.allSatisfy { ($0.group == .asked) == ($0.actor != nil) })
  }

  @Test func `every theme shows two examples of what belongs and of what does not`() throws {
    for theme in try Samples.codebook().themes {
      #expect(theme.include.count >= 2 && theme.exclude.count >= 2, "\(theme.id)")
    }
  }

  @Test func `every HTCDS field it names is one of the standard's`() throws {
    #expect(try Samples.codebook().themes.contains { !$0.htcds.isEmpty })
    for theme in try Samples.codebook().themes {
      #expect(theme.htcds.filter { !HTCDS.fields.contains($0) } == [], "\(theme.id)")
    }
  }

  @Test func `every choice it names stands in the form`() throws {
    let form = try FormIds(Samples.file("Config/form.yaml"))
    for theme in try Samples.codebook().themes {
      #expect(theme.choices.filter { !form.choices.contains($0) } == [], "\(theme.id)")
    }
  }

  @Test func `everything that survivors can ask for in the form has a theme`() throws {
    let asked = try FormIds(Samples.file("Config/form.yaml")).choices.filter {
      $0.hasPrefix("most.")
    }
    let named = Set(try Samples.codebook().themes.flatMap(\.choices))
    #expect(asked.count >= 10)
    #expect(asked.subtracting(named) == [])
  }

  @Test func `every cue finds its own theme`() throws {
    let codebook = try Samples.codebook()
    let index = CueIndex(codebook.themes.map { Array($0.cues.values.joined()) })
    for (position, theme) in codebook.themes.enumerated() {
      for cue in theme.cues.values.joined() {
        let text = FoldedText(Array(cue.filter { $0 != "*" }.unicodeScalars))
        let whole = index.matches(in: text).contains {
          $0.theme == position && $0.words == text.words.indices
        }
        #expect(whole, "\(theme.id): \(cue)")
      }
    }
  }

  @Test func `its hash is that of the file and follows every byte`() throws {
    let text = try Samples.file("Config/codebook.yaml")
    let codebook = try Codebook(parsing: text, file: "codebook.yaml")
    let changed = try Codebook(parsing: text + "\n", file: "codebook.yaml")
    #expect(codebook.hash.utf8.count == 64)
    #expect(codebook.hash == codebook.hash.lowercased())
    #expect(codebook.hash != changed.hash)
  }

  @Test func `figures close with its version and the first digits of its hash`() throws {
    let codebook = try Samples.codebook()
    let line = codebook.origin.line
    #expect(line.hasPrefix("codebook: version \(codebook.version), SHA-256 begins with "))
    #expect(line.hasSuffix(" \(codebook.hash.prefix(12))"))
  }

  @Test func `a theme is found by its id`() throws {
    let codebook = try Samples.codebook()
    #expect(codebook["punished"]?.group == .harmed)
    #expect(codebook["nobody"] == nil)
  }
}

/// The choices that the form offers, as `question.choice` or `question.row.column`.
private struct FormIds {
  let choices: Set<String>

  init(_ yaml: String) throws {
    var form = try ConfigNode(parsing: yaml, file: "form.yaml").mapping()
    var choices: Set<String> = []
    for question in try form.required("questions").list() {
      let id = try Self.id(question)
      let columns = try Self.ids("choices", of: question)
      let rows = try Self.ids("rows", of: question)
      let places = rows.isEmpty ? [id] : rows.map { "\(id).\($0)" }
      for place in places { choices.formUnion(columns.map { "\(place).\($0)" }) }
    }
    self.choices = choices
  }

  private static func ids(_ key: String, of question: ConfigNode) throws -> [String] {
    var keys = try question.mapping()
    return try keys.optional(key)?.list().map(Self.id) ?? []
  }

  private static func id(_ node: ConfigNode) throws -> String {
    var keys = try node.mapping()
    return try keys.required("id").string()
  }
}
