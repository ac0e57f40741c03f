// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@testable import ThematicCoding

@Suite struct `A codebook with a mistake` {
  /// One change to a good codebook, and where the mistake has to be named.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let good: String
    let bad: String
    let line: Int
    let message: String
    var testDescription: String { bad }

    init(_ good: String, _ bad: String, line: Int, _ message: String) {
      (self.good, self.bad, self.line, self.message) = (good, bad, line, message)
    }
  }

  static let good = """
    version: "1"
    themes:
      - id: listening
        group: helped
        name: {tg: гӯш, ru: слух, uz: quloq, en: ear}
        meaning: {tg: гӯш, ru: слух, uz: quloq, en: ear}
        definition: somebody listened
        include: [she listened]
        exclude: [nobody listened]
        cues:
          tg: [гӯш кард*]
          ru: [слушал*]
          uz: [tingla*]
          en: [listened]
        choices: [help.talk.helped]
      - id: a_home
        group: asked
        actor: social
        name: {tg: хона, ru: дом, uz: uy, en: home}
        meaning: {tg: хона, ru: дом, uz: uy, en: home}
        definition: a home
        include: [a home]
        exclude: [a hotel]
        cues: {tg: [хона], ru: [жильё], uz: [uy-joy], en: [housing]}
        choices: [most.housing]
    """

  @Test func `without one it is read`() throws {
    let codebook = try Codebook(parsing: Self.good, file: "c.yaml")
    #expect(codebook.version == "1")
    #expect(codebook.themes.map(\.id) == ["listening", "a_home"])
    #expect(codebook["a_home"]?.actor == .social)
  }

  @Test(arguments: [
    Mistake("definition: somebody listened", "defintion: x", line: 3, "“definition” is missing"),
    Mistake("actor: social", "actor: social\n    colour: red", line: 19, "unknown key “colour”"),
    Mistake("version: \"1\"", "version: \"1\"\ncolour: red", line: 2, "unknown key “colour”"),
    Mistake("id: a_home", "id: listening", line: 16, "stands twice"),
    Mistake("id: a_home", "id: A-Home", line: 16, "small letters"),
    Mistake("group: helped", "group: good", line: 4, "expected one of harmed, helped, asked"),
    Mistake(
      "ru: слух, uz: quloq, en: ear}\n    meaning", "ru: слух, en: ear}\n    meaning",
      line: 5, "“uz” is missing"),
    Mistake(
      "en: home}\n    definition", "en: home, de: heim}\n    definition",
      line: 20, "unknown key “de”"),
    Mistake("      uz: [tingla*]\n", "", line: 11, "“uz” is missing"),
    Mistake("[tingla*]", "[]", line: 13, "at least one cue"),
    Mistake("[tingla*]", "[tingla*, \"  \"]", line: 13, "must not be empty"),
    Mistake("[tingla*]", "[tingla*, \"?!\"]", line: 13, "needs letters"),
    Mistake("[tingla*]", "[ti*]", line: 13, "three letters"),
    Mistake("[tingla*]", "[tin*gla]", line: 13, "only at the end"),
    Mistake("[tingla*]", "[tingla*, Tinglа*]", line: 13, "stands twice"),
    Mistake("[help.talk.helped]", "[help]", line: 15, "question.choice"),
    Mistake("[help.talk.helped]", "[help.talk.]", line: 15, "question.choice"),
    Mistake("[help.talk.helped]", "[a.b.c.d]", line: 15, "question.choice"),
    Mistake("[help.talk.helped]", "[Help.talk]", line: 15, "question.choice"),
    Mistake("[help.talk.helped]", "[a.b, a.b]", line: 15, "stands twice"),
    Mistake("actor: social", "actor: army", line: 18, "expected one of police, courts"),
    Mistake("    actor: social\n", "", line: 16, "needs the key “actor”"),
    Mistake("group: helped", "group: helped\n    actor: ngo", line: 5, "only a request"),
    Mistake("group: helped", "group: helped\n    category: \" \"", line: 5, "must not be empty"),
    Mistake(
      "group: helped", "group: helped\n    htcds: [vic_Threats]", line: 5, "a field of HTCDS"),
    Mistake("group: helped", "group: helped\n    htcds: [Threats, Threats]", line: 5, "once"),
    Mistake("[she listened]", "[]", line: 8, "at least one example"),
    Mistake("[nobody listened]", "nobody", line: 9, "expected a list"),
  ])
  func `it is refused, with the line to mend`(_ mistake: Mistake) throws {
    let bad = Self.good.replacing(mistake.good, with: mistake.bad, maxReplacements: 1)
    try #require(bad != Self.good)
    let named = try #require(throws: ConfigMistake.self) {
      try Codebook(parsing: bad, file: "c.yaml")
    }
    #expect(named.file == "c.yaml")
    #expect(named.line == mistake.line, "\(named)")
    #expect(named.message.contains(mistake.message), "\(named)")
  }

  @Test func `a codebook without themes is refused`() {
    #expect(throws: ConfigMistake.self) {
      try Codebook(parsing: "version: 1\nthemes: []", file: "c.yaml")
    }
  }
}
