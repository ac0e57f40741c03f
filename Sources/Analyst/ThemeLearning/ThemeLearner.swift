// SPDX-License-Identifier: Apache-2.0

import Redaction
public import ThematicCoding

/// Proposes themes from the codebook, and from what people decided on other testimonies.
///
/// It begins with the codebook's cues and ticked choices, and with a model pack its descriptions, and
/// learns from each decision. A theme
/// that a decision took over from a ticked choice, with nothing in the words that points at it, teaches
/// nothing about words: it only tells how often such a tick is confirmed.
public struct ThemeLearner: Sendable {
  /// Below this alpha (Krippendorff) readers disagree too much to leave a theme to a machine.
  public static let leastAgreement = 0.67

  let codebook: Codebook
  let finder: CueFinder
  private let suggester: ThemeSuggester
  private let agreement: [String: Double]
  private let embed: (@Sendable ([String]) -> [[Float]])?
  private let described: DescribedCodes?
  private(set) var lessons: [[UInt8]: Lesson] = [:]
  private var order: [[UInt8]] = []
  private var ticks: TickMemory
  private(set) var model: ThemeModel

  /// Knows only the codebook.
  /// - Parameters:
  ///   - codebook: the themes, their cues and choices.
  ///   - agreement: the alpha of each theme between readers, where it was measured.
  ///   - embed: the meaning of texts by a model pack, asked for as many at once as can be; nil without one.
  public init(
    codebook: Codebook, agreement: [String: Double] = [:],
    embed: (@Sendable ([String]) -> [[Float]])? = nil
  ) {
    (self.codebook, self.agreement, self.embed) = (codebook, agreement, embed)
    finder = CueFinder(codebook: codebook)
    suggester = ThemeSuggester(codebook: codebook)
    ticks = TickMemory(codebook)
    described = embed.flatMap { DescribedCodes(codebook, embed: $0) }
    model = ThemeModel([], cues: finder, described: described)
  }

  /// How many testimonies it has learned from.
  public var count: Int { lessons.count }

  /// Learns from what people decided; decisions under another codebook are passed over, and a later
  /// decision on the same testimony takes the place of the earlier one.
  public mutating func learn(_ decided: some Sequence<DecidedTestimony>) {
    let decided = decided.filter { $0.decision.codebookHash == codebook.hash }
    for (testimony, seen) in zip(decided, see(decided.map(\.answers))) {
      if lessons[testimony.id] == nil { order.append(testimony.id) }
      lessons[testimony.id] = lesson(testimony, seen)
    }
    relearn()
  }

  /// Forgets a testimony, as when it was withdrawn.
  public mutating func forget(_ id: [UInt8]) {
    guard lessons.removeValue(forKey: id) != nil else { return }
    order.removeAll { $0 == id }
    relearn(hasForgotten: true)
  }

  /// What is proposed for a testimony, in the order of the codebook; of what the tool is unsure of, it
  /// shows the strongest.
  public func proposals(for answers: [RedactedAnswer], choices: [String]) -> [ThemeProposal] {
    let found = suggester.proposals(for: answers, choices: choices)
    let evidence = Dictionary(uniqueKeysWithValues: found.map { ($0.theme, $0.evidence) })
    let seen = see(answers)
    let judged = Dictionary(uniqueKeysWithValues: model.judge(seen).map { ($0.code, $0) })
    let speaking = codebook.themes.compactMap { theme in
      proposal(theme, judged[theme.id], evidence[theme.id] ?? [], answers, seen, choices)
    }
    let unsure = speaking.filter(\.isUnsure)
      .sorted { ($0.probability ?? 0) > ($1.probability ?? 0) }
    let shown = Set(unsure.prefix(Self.mostUnsure).map(\.theme))
    return speaking.filter { !$0.isUnsure || shown.contains($0.theme) || $0.evidence.hasCueOrTick }
  }

  /// In which order testimonies are best read: positions in `waiting`.
  ///
  /// Different ones first, then those of which the tool is least sure, rare themes counting more.
  public func readingOrder(of waiting: [[RedactedAnswer]]) -> [Int] {
    let texts = see(waiting)
    let read = lessons.values
    var order = ReadingOrder(
      texts, read: read.map(\.seen), doubts: model.doubts(texts, read.map(\.decided.codes)))
    let first = order.first(Self.mostOrdered, alreadyRead: count)
    // Before those are read, this will be asked again.
    return first + Set(texts.indices).subtracting(first).sorted()
  }

  /// How sure the model is of each theme of a testimony, by its words alone.
  func judge(_ answers: [RedactedAnswer]) -> [CodeJudgement] { model.judge(see(answers)) }

  private func see(_ answers: [RedactedAnswer]) -> SeenText { see([answers])[0] }

  private func see(_ all: [[RedactedAnswer]]) -> [SeenText] {
    let vectors = embed?(all.map { $0.map(\.text.text).joined(separator: "\n") })
    let (finder, described) = (finder, described)
    return Array(all.indices).inParallel { index in
      SeenText(
        Self.text(of: all[index]), vector: vectors?[index], cues: finder, described: described)
    }
  }

  private static let mostUnsure = 3
  private static let mostOrdered = 200
  /// Less probable themes without a cue are not worth a line.
  private static let worthShowing = 0.25
  /// A word that gave less of a margin, in log-odds, explains nothing.
  private static let worthSaying: Float = 0.2
  /// The same for what the whole of a text means.
  private static let worthNaming: Float = 0.5
}

/// A testimony that somebody has decided on, as far as a learner needs it.
public struct DecidedTestimony: Sendable {
  /// The testimony's random id.
  public let id: [UInt8]
  /// Its words, redacted.
  public let answers: [RedactedAnswer]
  /// What was ticked, as `question.choice`.
  public let choices: [String]
  /// What was decided.
  public let decision: ThemeDecision

  /// Takes all as they are.
  public init(
    id: [UInt8], answers: [RedactedAnswer], choices: [String], decision: ThemeDecision
  ) {
    (self.id, self.answers, self.choices, self.decision) = (id, answers, choices, decision)
  }
}

/// What one decision teaches.
struct Lesson: Sendable {
  let seen: SeenText
  let decided: DecidedCodes
  /// Themes that a ticked choice pointed at, and whether each was confirmed.
  let ticked: [String: Bool]
}

extension ThemeLearner {
  private func lesson(_ testimony: DecidedTestimony, _ seen: SeenText) -> Lesson {
    let themes = Set(testimony.decision.themes)
    let pointed = codebook.themes.filter { $0.choices.contains(where: testimony.choices.contains) }
    let inWords = Set(seen.cues.map { finder.codes[$0.code] })
      .union(testimony.decision.passages.map(\.theme))
    let byTickAlone = pointed.map(\.id).filter { themes.contains($0) && !inWords.contains($0) }
    return Lesson(
      seen: seen, decided: DecidedCodes(codes: themes, silent: Set(byTickAlone)),
      ticked: Dictionary(uniqueKeysWithValues: pointed.map { ($0.id, themes.contains($0.id)) }))
  }

  private mutating func relearn(hasForgotten: Bool = false) {
    let known = order.compactMap { lessons[$0] }
    ticks = known.reduce(into: TickMemory(codebook)) { $0.add($1.ticked) }
    model = ThemeModel(
      known.map(\.decided), known.map(\.seen), cues: finder, described: described,
      after: hasForgotten ? nil : model)
  }

  private func proposal(
    _ theme: Theme, _ judged: CodeJudgement?, _ evidence: [ThemeEvidence],
    _ answers: [RedactedAnswer], _ seen: SeenText, _ choices: [String]
  ) -> ThemeProposal? {
    let isTicked = theme.choices.contains(where: choices.contains)
    let byWords = judged?.probability ?? 0
    // Words and tick are two witnesses: the theme is missed only if both are wrong.
    let probability = 1 - (1 - byWords) * (1 - (isTicked ? ticks.confirmed(theme.id) : 0))
    guard probability >= Self.worthShowing || !evidence.isEmpty else { return nil }
    let words = evidence.filter { $0.words != nil }
    let ticked = evidence.filter { $0.words == nil }
    let spoken = words + learned(theme.id, answers, besides: words)
    let all = spoken + ticked + meant(theme.id, seen, besides: spoken)
    guard !all.isEmpty else { return nil }
    return ThemeProposal(
      theme: theme.id, evidence: all, probability: probability,
      mayBeAcceptedInBulk: (agreement[theme.id] ?? 1) >= Self.leastAgreement)
  }

  /// The words that stood in testimonies with this theme, as far as no cue found them.
  private func learned(
    _ theme: String, _ answers: [RedactedAnswer], besides known: [ThemeEvidence]
  ) -> [ThemeEvidence] {
    guard !lessons.isEmpty else { return [] }
    return answers.flatMap { answer -> [ThemeEvidence] in
      let scalars = Array(answer.text.text.unicodeScalars)
      let taken = known.filter { $0.question == answer.question }.compactMap(\.range)
      let reasons = model.reasons(for: theme, in: answer.text.text, most: 3).filter { reason in
        reason.weight >= Self.worthSaying && !taken.contains { $0.overlaps(reason.range) }
      }
      return reasons.map { reason in
        let words = String(String.UnicodeScalarView(scalars[reason.range]))
        return .learned(words: words, question: answer.question, range: reason.range)
      }
    }
  }

  /// That it means alike things: to the theme's description and, where no words speak for it, to
  /// testimonies with the theme.
  private func meant(
    _ theme: String, _ seen: SeenText, besides words: [ThemeEvidence]
  ) -> [ThemeEvidence] {
    guard seen.vector != nil else { return [] }
    let shares = model.meaning(of: seen, for: theme)
    var evidence: [ThemeEvidence] = shares.description >= Self.worthNaming ? [.description] : []
    if words.isEmpty, shares.examples >= Self.worthNaming { evidence.append(.likeOthers) }
    return evidence
  }

  /// All answers as one text; a border no word or pair of words crosses stands between two.
  static func text(of answers: [RedactedAnswer]) -> String {
    answers.map(\.text.text).joined(separator: "\n[next]\n")
  }
}

extension [ThemeEvidence] {
  /// Whether the codebook points at it in words or by a tick.
  fileprivate var hasCueOrTick: Bool {
    contains { evidence in
      switch evidence {
      case .cue, .choice: true
      case .learned, .description, .likeOthers: false
      }
    }
  }
}
