// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Redaction

/// How well identifying words are found, on any data: JSON lines `{"text", "spans": […]}`.
struct RedactionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redaction",
    abstract: "Redacts marked texts and compares; prints JSON.",
    discussion: """
      A span is {"start", "end", "class"}, in Unicode code points, end exclusive; "entity" may join the
      spans that name one person or thing, "identifier" may say DIRECT, QUASI or NO_MASK. Found means
      covered by marks of any kind; what is NO_MASK counts neither for nor against. recall_entities is the
      share of people and things of which every mention is covered. Intervals are the middle 95 % of
      1,000 samples of the texts, drawn with the seed.

      EXAMPLES:
        ovoz-bench redaction --test factrueval.dev.jsonl
        ovoz-bench redaction --test tab.train.jsonl --lower --latin
        ovoz-bench redaction --test factrueval.dev.jsonl --folds 5 --train tab.train.jsonl
        ovoz-bench redaction --test tab.train.jsonl --found theirs.jsonl   # lines [[start, end], …]
      """)

  @Option(help: "Marked texts; may be given again.") var test: [String]
  @Flag(help: "Take all capitals away first.") var lower = false
  @Flag(help: "Type Cyrillic in Latin letters first, each text in its own scheme.")
  var latin = false
  @Flag(help: "Count what the cautious layer points at as found too.") var cautious = false
  @Option(help: "Train the tagger anew for each of so many parts, without that part.")
  var folds: Int?
  @Option(help: "With --folds: marked texts to train on besides; may be given again.")
  var train: [String] = []
  @Flag(help: "Leave the tagger out: rules and lists alone.") var withoutTagger = false
  @Flag(help: "Print what was missed and what was wrongly marked to standard error.")
  var show = false
  @Option(help: "Judge what another tool found, a line for each text, instead of redacting.")
  var found: String?
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730
  @Option(help: "The project's folder, which holds Config.") var project = "."

  func validate() throws {
    if let folds, folds < 2 { throw ValidationError("--folds has to be 2 or more") }
    if found != nil, lower || latin || cautious || folds != nil {
      throw ValidationError("--found goes with the texts as that tool saw them")
    }
  }

  func run() throws {
    let texts = try test.flatMap(MarkedLines.read)
    if let found { return try judge(FoundLines.read(found), in: texts) }
    let lists = try ShippedLists.read(project, tagger: !withoutTagger)
    let (outcomes, seconds) =
      try folds.map { try crossed(texts, lists, folds: $0) }
      ?? outcomes(texts, Redactor(lists: lists))
    let words = outcomes.reduce(0) { $0 + $1.words }
    let report = RedactionReportOfRun(
      outcomes: outcomes, wordsPerSecond: Double(words) / seconds, seed: seed)
    try report.show()
  }

  /// The same figures for another tool's marks, which have no kinds.
  private func judge(_ found: [[Range<Int>]], in texts: [MarkedText]) throws {
    guard found.count == texts.count else {
      throw ValidationError("--found has to have a line for each text")
    }
    let outcomes = zip(texts, found).map { text, ranges in
      let all = 0..<text.text.unicodeScalars.count
      return RedactionOutcome(
        text,
        ranges.map { RedactionMark($0.clamped(to: all), .number, .sure, by: "theirs") })
    }
    try RedactionReportOfRun(outcomes: outcomes, wordsPerSecond: nil, seed: seed).show()
  }

  private func outcomes(
    _ texts: [MarkedText], _ redactor: Redactor
  ) -> ([RedactionOutcome], seconds: Double) {
    let typed = texts.typed(lower: lower, latin: latin, seed: seed)
    let begun = ContinuousClock.now
    let marks = typed.inOrder { text in
      redactor.marks(in: text.text)
        + (cautious ? redactor.pointed(in: text.text) : []).map {
          // Of whatever kind: the class is not compared.
          RedactionMark($0.range, .number, .doubtful, by: "cautious")
        }
    }
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    if show { for (text, marks) in zip(typed, marks) { Differences(text, marks).show() } }
    return (zip(typed, marks).map { RedactionOutcome($0, $1) }, seconds)
  }

  /// Each part is redacted by a tagger that has not seen it.
  private func crossed(
    _ texts: [MarkedText], _ lists: RedactionLists, folds: Int
  ) throws -> ([RedactionOutcome], seconds: Double) {
    let others = try train.flatMap(MarkedLines.read)
    let groups = try ShippedLists.groups(project)
    let teacher = try TaggerTeacher(project: project, lists: lists, groups: groups, seed: seed)
    let shuffled = texts.shuffled(seed: seed).enumerated()
    var all: ([RedactionOutcome], seconds: Double) = ([], 0)
    for fold in 0..<folds {
      let model = teacher.model(
        of: shuffled.filter { $0.offset % folds != fold }.map(\.element) + others)
      let part = shuffled.filter { $0.offset % folds == fold }.map(\.element)
      let (found, seconds) = outcomes(part, Redactor(lists: lists.with(tagger: model)))
      all.0 += found
      all.seconds += seconds
    }
    return all
  }
}

/// The project's own lists and tagger.
enum ShippedLists {
  /// The groups of words that the project's own tagger knows.
  static func groups(_ project: String) throws -> WordGroups {
    try read(project).tagger?.groups ?? .none
  }

  static func read(_ project: String, tagger: Bool = true) throws -> RedactionLists {
    let folder = "\(project)/Config/redaction"
    let texts = try RedactionLists.files.map { name in
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        throw AnalysisBenchError.noProject("\(folder)/\(name)")
      }
      return (name, text)
    }
    let model = tagger ? FileManager.default.contents(atPath: "\(folder)/tagger.bin") : nil
    return try RedactionLists(
      texts: Dictionary(uniqueKeysWithValues: texts), tagger: model.map { Array($0) })
  }
}
