// SPDX-License-Identifier: Apache-2.0

import Agreement
import ConfigFile
import CryptoPrimitives
import Reading
import Redaction
import TestimonyModel
import ThematicCoding
import Vault

/// Accepts one theme for several testimonies that nobody has decided yet; each is looked at by itself.
///
/// What is accepted stands as begun and counts when the testimony is decided.
struct BatchDesk {
  private let workbench: Workbench
  let theme: String
  private let queue: [[UInt8]]
  let lines: [BatchLine]
  private var before: [Int: BegunDecision?] = [:]
  var accepted: Int { before.count }

  /// Gathers what is proposed; refused where readers were not found to agree.
  init(
    _ workbench: Workbench, _ theme: String, in language: Language, showsProgress: Bool
  ) throws {
    guard workbench.codebook[theme] != nil else {
      throw Failure("no theme has that id", hint: "see Config/codebook.yaml", code: 64)
    }
    try Self.checkAgreement(workbench, theme)
    (self.workbench, self.theme) = (workbench, theme)
    var (queue, lines) = ([[UInt8]](), [BatchLine]())
    let records = try workbench.vault.records()
    // A screen reader would speak every redrawing.
    let bar = showsProgress ? ProgressBar("gathering") : nil
    defer { bar?.finish() }
    for (index, record) in records.enumerated() {
      bar?.show(Double(index) / Double(records.count))
      guard let words = try Self.words(for: theme, of: record, workbench, language) else {
        continue
      }
      queue.append(record)
      lines.append(BatchLine(label: String(Hex.text(record).prefix(8)), words: words))
    }
    (self.queue, self.lines) = (queue, lines)
  }

  /// Refuses where readers differ, and where an alpha rests on too little: two testimonies give 1.00 easily.
  private static func checkAgreement(_ workbench: Workbench, _ theme: String) throws {
    let isMarked = try workbench.personMarks().codes.contains(theme)
    let round = try CoderDesk(workbench).round
    let found =
      round.coders.count < 2
      ? nil : try round.agreement(on: [theme], bootstrap: Bootstrap(rounds: 1)).first
    guard let found, let alpha = found.alpha, alpha >= CodeAgreement.leastAlpha, !isMarked else {
      throw Failure(
        "two readers were not found to agree on this theme: each is decided by itself",
        hint: "alpha has to be .67 or more in `ovoz agree`; then try again")
    }
    guard !found.isMeasured else { return }
    throw Failure(
      "two readers have decided too little together to say that they agree on this theme",
      hint:
        "at least \(CodeAgreement.leastUnits) testimonies, \(CodeAgreement.leastTelling) of them "
        + "judged as most are not; \(found.units) and \(found.telling) are there")
  }

  var isEmpty: Bool { queue.isEmpty }

  /// Runs until the reader leaves.
  mutating func run(_ distress: DistressList, blurs: Bool, name: String) throws
    -> ScreenRun.Ending
  {
    var screen = try ScreenRun.open(distress.limits)
    var session = BatchSession(title: name, lines: lines, distress: distress, blurs: blurs)
    return try screen.show(&session, isDistressing: false) { try obey($0) }
  }

  private mutating func obey(_ effect: BatchSession.Effect) throws -> Bool {
    switch effect {
    case .accept(let lines): for line in lines { try accept(line) }
    case .takeBack(let lines): for line in lines { try takeBack(line) }
    case .leave: return true
    }
    return false
  }

  mutating func accept(_ line: Int) throws {
    let begun = try workbench.begun(queue[line])
    before[line] = .some(begun)
    let decision = ThemeDecision(
      themes: Set(begun?.decision.themes ?? []).union([theme]),
      codebookHash: workbench.codebook.hash, passages: begun?.decision.passages ?? [],
      memo: begun?.decision.memo)
    try workbench.keepBegun(
      BegunDecision(decision, rejected: begun?.rejected ?? []), for: queue[line])
  }

  mutating func takeBack(_ line: Int) throws {
    guard let stood = before.removeValue(forKey: line) else { return }
    try workbench.takeBackBegun(to: stood, for: queue[line])
  }

  /// The sentence that speaks for the theme; nil where it is decided, begun with it or without, or not proposed.
  private static func words(
    for theme: String, of record: [UInt8], _ workbench: Workbench, _ language: Language
  ) throws -> String? {
    let begun = try workbench.begun(record)
    guard try workbench.themes(of: record)?.codebookHash != workbench.codebook.hash,
      begun?.decision.themes.contains(theme) != true, begun?.rejected.contains(theme) != true,
      case .success(let testimony) = try workbench.vault.open(record).content
    else { return nil }
    let found = try workbench.codingCase(testimony, record: record, title: "", in: language)
    guard let proposal = found.proposals.first(where: { $0.theme == theme && $0.goesAlong }),
      let reason = proposal.reasons.first(where: { $0.place != nil }) ?? proposal.reasons.first,
      // No sentence shows what the whole means: such a testimony is read before it is decided.
      !reason.isMeaning
    else { return nil }
    guard let place = reason.place,
      let answer = found.answers.first(where: { $0.shown.question == place.question })
    else { return "ticked “\(reason.words)”" }
    return sentence(around: place.range, of: answer.shown)
  }

  private static func sentence(around place: Range<Int>, of answer: ShownAnswer) -> String {
    let units = TextUnits(answer.text, whole: answer.whole)
    let first = units.sentence(at: place.lowerBound).map { units.sentences[$0].lowerBound }
    let last = units.sentence(at: max(place.lowerBound, place.upperBound - 1))
      .map { units.sentences[$0].upperBound }
    let range = min(first ?? 0, place.lowerBound)..<max(last ?? 0, place.upperBound)
    let scalars = answer.text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)
    return String(String.UnicodeScalarView(scalars))
  }
}
