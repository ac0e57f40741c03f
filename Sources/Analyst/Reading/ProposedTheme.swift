// SPDX-License-Identifier: Apache-2.0

public import Redaction
public import ThematicCoding

/// A theme that the tool proposes, with what the reader is told about it.
public struct ProposedTheme: Sendable {
  /// One reason: words in the redacted text, or something that was ticked.
  public struct Reason: Equatable, Sendable {
    /// The words as they stand, the name of what was ticked, or what its meaning is like.
    public let words: String
    /// The question and the place in its redacted text; nil for what was ticked, and for meaning.
    public let place: Place?
    /// Whether no words and no tick speak for it, but what the whole means to a model pack.
    public let isMeaning: Bool
  }

  /// Where words stand: scalar offsets in the redacted text of an answer.
  public struct Place: Equatable, Sendable {
    /// The question's id.
    public let question: String
    /// The part of its redacted text.
    public let range: Range<Int>

    /// A part of an answer.
    public init(question: String, range: Range<Int>) {
      (self.question, self.range) = (question, range)
    }
  }

  /// The theme's id.
  public let theme: String
  /// What made the tool propose it.
  public let reasons: [Reason]
  /// How often such a testimony has the theme, or nil where nobody estimated it.
  public let probability: Double?
  /// The tool does not know: it shows what it found and proposes nothing.
  public let isUnsure: Bool
  /// Readers disagree about the theme too often: a person decides on each one.
  public let needsPerson: Bool

  /// No word speaks for it: the theme was made of this testimony's answers, among others.
  public let isGathered: Bool

  /// A theme that was made of this testimony's answers, among others; a person looks.
  public init(gathered theme: String) {
    self.init(theme: theme, reasons: [], isUnsure: true, isGathered: true)
  }

  /// The same with readable names for what was ticked.
  public func naming(_ label: (String) -> String) -> ProposedTheme {
    let reasons = reasons.map { reason in
      reason.place == nil && !reason.isMeaning ? Reason(label(reason.words)) : reason
    }
    return ProposedTheme(
      theme: theme, reasons: reasons, probability: probability, isUnsure: isUnsure,
      needsPerson: needsPerson, isGathered: isGathered)
  }

  /// The probability in percent; never all or nothing, since nobody measured it so finely.
  public var probabilityShown: String? {
    probability.map { "\(min(max(Int(($0 * 100).rounded()), 1), 99)) %" }
  }

  /// Whether accepting everything takes it in.
  public var goesAlong: Bool { !isUnsure && !needsPerson }

  /// A proposal.
  public init(
    theme: String, reasons: [Reason], probability: Double? = nil, isUnsure: Bool = false,
    needsPerson: Bool = false, isGathered: Bool = false
  ) {
    self.theme = theme
    self.reasons = reasons
    self.probability = probability
    self.isUnsure = isUnsure
    self.needsPerson = needsPerson
    self.isGathered = isGathered
  }
}

extension ProposedTheme.Reason {
  /// Words at a place, or what was ticked.
  public init(_ words: String, at place: ProposedTheme.Place? = nil) {
    self.init(words: words, place: place, isMeaning: false)
  }

  /// What the meaning of the whole is like.
  public init(meaning words: String) {
    self.init(words: words, place: nil, isMeaning: true)
  }
}

/// One testimony as it is coded: its redacted answers, what is proposed, what was decided.
public struct CodingCase: Sendable {
  /// Names it above the text, without words of it: an id, a language, a count.
  public let title: String
  /// The redacted answers, beside what is shown of each.
  public let answers: [(shown: ShownAnswer, redacted: RedactedText)]
  /// What the tool proposes, in the order of the codebook.
  public let proposals: [ProposedTheme]
  /// What stands now, decided or begun; nil where nothing does.
  public let decision: ThemeDecision?
  /// Whether it was decided, and not only begun.
  public let isDecided: Bool
  /// The themes that were rejected in what is only begun.
  public let rejected: Set<String>

  /// Takes what is to be coded.
  public init(
    title: String, answers: [(shown: ShownAnswer, redacted: RedactedText)],
    proposals: [ProposedTheme], decision: ThemeDecision?, isDecided: Bool,
    rejected: Set<String> = []
  ) {
    self.title = title
    self.answers = answers
    self.proposals = proposals
    self.decision = decision
    self.isDecided = isDecided
    self.rejected = rejected
  }
}
