// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing
import ThematicCoding

@testable import ThemeLearning

@Suite struct `The learner` {
  private static let book = Result {
    try Codebook(
      parsing: """
        version: "1"
        themes:
        \(theme("fined", cue: "fined", choice: "punished.yes"))
        \(theme("court", cue: "courtroom", choice: "court.worse"))
        """, file: "invented.yaml")
  }

  private static let redactor = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let texts = try RedactionLists.files.map { name in
      (
        name,
        try String(contentsOf: root.appending(path: "Config/redaction/\(name)"), encoding: .utf8)
      )
    }
    return Redactor(lists: try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts)))
  }

  private static func theme(
    _ id: String, cue: String, choice: String, says word: String = "x"
  ) -> String {
    let name = "{tg: \(word), ru: \(word), uz: \(word), en: \(word)}"
    return """
        - {id: \(id), group: harmed, name: \(name), meaning: \(name), definition: \(word), include: [\(word)],
           exclude: [x], cues: {tg: [\(cue)а], ru: [\(cue)б], uz: [\(cue)c], en: [\(cue)]},
           choices: [\(choice)]}
      """
  }

  private func learner(_ agreement: [String: Double] = [:]) throws -> ThemeLearner {
    ThemeLearner(codebook: try Self.book.get(), agreement: agreement)
  }

  private func answers(_ words: String) throws -> [RedactedAnswer] {
    [RedactedAnswer(question: "change", text: try Self.redactor.get().redact(words))]
  }

  private func decided(
    _ number: UInt8, _ words: String, ticked: [String] = [], _ themes: [String]
  ) throws -> DecidedTestimony {
    DecidedTestimony(
      id: [number], answers: try answers(words), choices: ticked,
      decision: ThemeDecision(themes: themes, codebookHash: try Self.book.get().hash))
  }

  @Test func `it proposes from the first testimony, by the codebook's cues`() throws {
    let proposals = try learner().proposals(for: answers("they fined me"), choices: [])
    #expect(proposals.map(\.theme) == ["fined"])
    #expect(proposals.allSatisfy { !$0.isUnsure })
    #expect(
      proposals.first?.evidence == [.cue(words: "fined", question: "change", range: 5..<10)])
    #expect(try learner().proposals(for: answers("they gave me tea"), choices: []).isEmpty)
  }

  @Test func `it learns words that the codebook does not have, and shows them`() throws {
    var learner = try learner()
    let judge = ["the judge shouted", "a judge came", "judge said no", "the judge again"]
    let tea = ["tea and bread", "warm tea", "they gave tea", "a cup of tea"]
    for (number, words) in judge.enumerated() {
      learner.learn([try decided(UInt8(number), words, ["court"])])
    }
    for (number, words) in tea.enumerated() {
      learner.learn([try decided(UInt8(100 + number), words, [])])
    }
    let proposals = try learner.proposals(for: answers("then the judge laughed"), choices: [])
    #expect(proposals.map(\.theme) == ["court"])
    let shown = try #require(proposals.first?.evidence)
    #expect(shown.contains(.learned(words: "judge", question: "change", range: 9..<14)))
    let ofTheCodebook = shown.filter { if case .cue = $0 { true } else { $0.choice != nil } }
    #expect(ofTheCodebook.isEmpty)
    #expect(try learner.proposals(for: answers("hot tea"), choices: []).allSatisfy(\.isUnsure))
  }

  @Test func `a cue that people reject again and again is doubted`() throws {
    var learner = try learner()
    let before = try learner.proposals(for: answers("fined"), choices: []).first?.probability
    for number in 0..<8 {
      learner.learn([try decided(UInt8(number), "he was fined number \(number)", [])])
    }
    let after = try #require(try learner.proposals(for: answers("fined"), choices: []).first)
    let (now, then) = (try #require(after.probability), try #require(before))
    #expect(now < then)
    #expect(after.isUnsure)
  }

  @Test func `themes taken over from ticks alone teach nothing about words`() throws {
    var learner = try learner()
    for number in 0..<20 {
      let words = "the house stood near a river \(number)"
      learner.learn([try decided(UInt8(number), words, ticked: ["punished.yes"], ["fined"])])
    }
    let proposals = try learner.proposals(for: answers("a house near a river"), choices: [])
    #expect(proposals.filter { !$0.isUnsure }.isEmpty)
    let ticked = try learner.proposals(
      for: answers("a house near a river"), choices: ["punished.yes"])
    #expect(ticked.map(\.theme) == ["fined"])
    #expect(ticked.first?.evidence.last == .choice("punished.yes"))
  }

  @Test func `ticks that people do not confirm are believed less`() throws {
    var learner = try learner()
    let before = learner.proposals(for: [], choices: ["court.worse"]).first?.probability
    for number in 0..<10 {
      learner.learn([try decided(UInt8(number), "x\(number)", ticked: ["court.worse"], [])])
    }
    let after = try #require(learner.proposals(for: [], choices: ["court.worse"]).first)
    let (now, then) = (try #require(after.probability), try #require(before))
    #expect(now < then / 2)
    #expect(after.isUnsure)
  }

  @Test func `a later decision replaces an earlier one, and a withdrawn one is forgotten`() throws {
    var learner = try learner()
    let untaught = try learner.proposals(for: answers("fined by them"), choices: [])
    learner.learn([try decided(1, "fined by them", [])])
    learner.learn([try decided(1, "fined by them", ["fined"])])
    #expect(learner.count == 1)
    let taught = try learner.proposals(for: answers("fined by them"), choices: [])
    let (now, then) = (
      try #require(taught.first?.probability), try #require(untaught.first?.probability)
    )
    #expect(now > then)
    learner.forget([1])
    #expect(learner.count == 0)
    #expect(try learner.proposals(for: answers("fined by them"), choices: []) == untaught)
  }

  @Test func `a decision under another codebook is passed over`() throws {
    var learner = try learner()
    learner.learn([
      DecidedTestimony(
        id: [1], answers: try answers("fined"), choices: [],
        decision: ThemeDecision(themes: [], codebookHash: "another"))
    ])
    #expect(learner.count == 0)
  }

  @Test func `a theme on which readers disagree is proposed, but never accepted in bulk`() throws {
    let learner = try learner(["fined": 0.5, "court": 0.67])
    let proposals = try learner.proposals(for: answers("fined in a courtroom"), choices: [])
    #expect(proposals.map(\.mayBeAcceptedInBulk) == [false, true])
  }

  @Test func `with a pack a theme's description proposes, and is named as the reason`() throws {
    let themes = ["river", "bread", "winter", "music"]
    let book = try Codebook(
      parsing: "version: \"1\"\nthemes:\n"
        + themes.map { Self.theme($0, cue: "cue\($0)", choice: "a.\($0)", says: $0) }
        .joined(separator: "\n"),
      file: "invented.yaml")
    var learner = ThemeLearner(codebook: book, embed: { $0.map(Self.meaning) })
    let proposals = try learner.proposals(for: answers("дарё"), choices: [])
    #expect(proposals.map(\.theme) == ["river"])
    #expect(proposals.first?.evidence == [.description])
    #expect(proposals.first?.isUnsure == false)
    #expect(try learner.proposals(for: answers("чужое"), choices: []).isEmpty)
    #expect(try ThemeLearner(codebook: book).proposals(for: answers("дарё"), choices: []).isEmpty)
    learner.learn(
      try (0..<40).map {
        DecidedTestimony(
          id: [$0], answers: try answers("чужое \($0)"), choices: [],
          decision: ThemeDecision(themes: $0 % 2 == 0 ? ["music"] : [], codebookHash: book.hash))
      })
    let taught = try learner.proposals(for: answers("дарё"), choices: [])
    #expect(taught.map(\.theme) == ["river"])
  }

  /// A pack of five subjects: what a text means stands in its words, in any of its languages.
  @Sendable private static func meaning(_ text: String) -> [Float] {
    let subjects = [["river", "дарё"], ["bread"], ["winter"], ["music"], ["чужое"]]
    let all =
      [Float(0.9)] + subjects.map { words in words.contains(where: text.contains) ? 0.3 : 0 }
    let length = all.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return all.map { $0 / length }
  }

  @Test func `learning one by one ends where learning all at once does`() throws {
    let lessons = try (0..<30).map { (number: Int) throws -> DecidedTestimony in
      guard number % 3 == 0 else { return try decided(UInt8(number), "a river \(number) ran", []) }
      return try decided(UInt8(number), "the judge \(number) spoke", ["court"])
    }
    var (once, one) = (try learner(), try learner())
    once.learn(lessons)
    for lesson in lessons { one.learn([lesson]) }
    for words in ["the judge", "a river", "a judge by the river"] {
      let (first, second) = (once.judge(try answers(words)), one.judge(try answers(words)))
      #expect(first.map(\.code) == second.map(\.code))
      for (first, second) in zip(first, second) {
        #expect(abs(first.probability - second.probability) < 0.15)
      }
    }
  }
}

@Suite struct `The reading order` {
  private func seen(_ text: String) -> SeenText { SeenText(text, vector: nil, cues: nil) }

  @Test func `different texts come before copies of what was read`() {
    let texts = ["a river ran", "a river ran", "the judge spoke", "warm tea and bread"].map(seen)
    var order = ReadingOrder(texts, read: [], doubts: [0, 0, 0, 0])
    let all = order.all(alreadyRead: 0)
    #expect(all.sorted() == [0, 1, 2, 3])
    // The second of the copies has to wait until everything different was read.
    #expect([0, 1].contains(all[3]))
  }

  @Test func `once enough were read, doubtful texts come first`() {
    let texts = ["a river ran", "the judge spoke", "warm tea and bread"].map(seen)
    var order = ReadingOrder(texts, read: [], doubts: [0.1, 0.9, 0.4])
    #expect(order.all(alreadyRead: ReadingOrder.different) == [1, 2, 0])
  }

  @Test(arguments: ["fined", "court"])
  func `of codes equally unsure, the one with few examples comes first`(rare: String) throws {
    let cues = CueFinder([("fined", ["fined"]), ("court", ["courtroom"])])
    let model = ThemeModel([], cues: cues)
    let codes = ["fined", "court"]
    let texts = ["fined", "courtroom"].map { SeenText($0, vector: nil, cues: cues) }
    let even = model.doubts(texts, [Set(codes)])
    #expect(abs(even[0] - even[1]) < 0.0001)

    let known = codes.flatMap { code in
      [Set<String>](repeating: [code], count: code == rare ? 1 : 20)
    }
    let doubts = model.doubts(texts, known)
    var order = ReadingOrder(texts, read: [], doubts: doubts)
    let first = try #require(order.all(alreadyRead: ReadingOrder.different).first)
    #expect(codes[first] == rare)
  }

  @Test func `what was read before counts as read`() {
    let texts = ["a river ran", "the judge spoke"].map(seen)
    var order = ReadingOrder(texts, read: [seen("a river ran")], doubts: [0, 0])
    #expect(order.all(alreadyRead: 1) == [1, 0])
  }

  @Test func `nothing to read gives no order`() {
    var order = ReadingOrder([], read: [], doubts: [])
    #expect(order.all(alreadyRead: 0).isEmpty)
  }
}
