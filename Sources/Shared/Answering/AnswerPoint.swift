// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import TestimonyModel

/// One thing that was heard, and what became of it.
public struct AnswerPoint: Equatable, Sendable {
  /// What became of it.
  public enum Outcome: Equatable, Sendable {
    /// It will be done: what, by whom, and by which day.
    case decided(LocalizedText, owner: LocalizedText, by: Day)
    /// It will not be done, and why; perhaps who said so.
    case refused(LocalizedText, why: LocalizedText, owner: LocalizedText?)
  }

  /// What was heard.
  public let heard: LocalizedText
  /// What became of it.
  public let outcome: Outcome

  /// Takes what was heard and what became of it.
  public init(heard: LocalizedText, outcome: Outcome) {
    self.heard = heard
    self.outcome = outcome
  }

  /// The point as a page shows it in one language.
  func lines(in language: Language) -> AnswerLines {
    switch outcome {
    case .decided(let decided, let owner, let by):
      AnswerLines(
        heard: heard[language], decided: decided[language], owner: owner[language],
        by: by.written(in: language))
    case .refused(let refused, let why, let owner):
      AnswerLines(
        heard: heard[language], refused: refused[language], why: why[language],
        owner: owner?[language])
    }
  }
}

/// One point in one language; what does not belong to it is nil.
public struct AnswerLines: Equatable, Sendable {
  /// What was heard.
  public let heard: String
  /// What was decided.
  public var decided: String?
  /// What was refused.
  public var refused: String?
  /// Why it was refused.
  public var why: String?
  /// Who does it, or who refused it.
  public var owner: String?
  /// The day by which it is done, as people write it.
  public var by: String?
}
