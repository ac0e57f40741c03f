// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ThematicCoding

@Suite struct `The suggester` {
  private func suggester() throws -> ThemeSuggester {
    ThemeSuggester(codebook: try Samples.codebook())
  }

  private func proposed(_ words: String, choices: [String] = []) throws -> [ThemeProposal] {
    try suggester().proposals(for: [try Samples.answer(words)], choices: choices)
  }

  @Test func `it shows the words that made it propose, and their exact place`() throws {
    let words = "🙂 Сначала меня оштрафовали."
    let proposals = try proposed(words)
    #expect(
      proposals == [
        ThemeProposal(
          theme: "punished",
          evidence: [.cue(words: "оштрафовали", question: "change", range: 15..<26)])
      ])
  }

  @Test func `words in sequence may have punctuation between them, but no word`() throws {
    #expect(try proposed("Никто,  не — помог!").map(\.theme) == ["too_little_support"])
    #expect(try proposed("Никто бы не помог").first?.evidence.count == 1)
    #expect(try proposed("Не они помогли").isEmpty)
  }

  @Test func `a cue without a star takes the whole word only`() throws {
    #expect(try proposed("they put me in jail").map(\.theme) == ["punished"])
    #expect(try proposed("they put me in jailhouses").isEmpty)
    #expect(try proposed("inside jail").isEmpty)
    #expect(try proposed("dirty").map(\.theme) == ["stigma"])
    #expect(try proposed("dirtying").isEmpty)
  }

  @Test func `a star takes any ending, and nothing before the stem`() throws {
    #expect(try proposed("арестовывали").map(\.theme) == ["punished"])
    #expect(try proposed("неарестованный").isEmpty)
  }

  @Test(arguments: [
    ("Ҷаримаро пардохтам", "punished"), ("jarimaro pardokhtam", "punished"),
    ("шарм медорам", "stigma"), ("SHARM MEDORAM", "stigma"),
    ("меня не слушали", "misunderstood"), ("menya ne slushali", "misunderstood"),
    ("сўроқ қилишди", "traumatic_interviews"), ("so\u{2bb}roq qilishdi", "traumatic_interviews"),
  ])
  func `either script and any spelling finds the same theme`(
    _ words: String, _ theme: String
  ) throws {
    #expect(try proposed(words).map(\.theme) == [theme])
  }

  @Test func `words inside a longer find are shown once`() throws {
    let evidence = try proposed("it was my own fault").first?.evidence
    #expect(evidence == [.cue(words: "my own fault", question: "change", range: 7..<19)])
  }

  @Test func `a mark left by redaction proposes nothing and parts words`() throws {
    #expect(try proposed("+992 00 000 00 00 made.up@example.org").isEmpty)
    let parted = try proposed("did not +992 00 000 00 00 listen")
    #expect(!parted.map(\.theme).contains("misunderstood"))
  }

  @Test func `a ticked choice proposes, and stands after the words`() throws {
    let proposals = try proposed("I was arrested", choices: ["punished.yes", "punished.yes"])
    #expect(proposals.count == 1)
    #expect(
      proposals.first?.evidence == [
        .cue(words: "arrested", question: "change", range: 6..<14), .choice("punished.yes"),
      ])
  }

  @Test func `proposals follow the codebook, whatever came first in the text`() throws {
    let themes = try proposed("I need a lawyer. They arrested me. Nobody listened.").map(\.theme)
    #expect(themes == ["misunderstood", "punished", "ask_lawyer"])
  }

  @Test func `evidence names the question it was found in`() throws {
    let answers = [
      try Samples.answer("arrested"), try Samples.answer("fined", question: "most"),
    ]
    let evidence = try suggester().proposals(for: answers, choices: []).first?.evidence
    #expect(
      evidence == [
        .cue(words: "arrested", question: "change", range: 0..<8),
        .cue(words: "fined", question: "most", range: 0..<5),
      ])
  }

  @Test func `where it finds nothing it says nothing`() throws {
    #expect(try proposed("Не знаю, что написать. Тяжело.").isEmpty)
    #expect(try proposed("").isEmpty)
    #expect(try suggester().proposals(for: [], choices: ["punished.no"]).isEmpty)
  }

  @Test func `knowingly, it does not understand negation`() throws {
    #expect(try proposed("I was never arrested").map(\.theme) == ["punished"])
  }
}
