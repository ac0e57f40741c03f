// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// The questions that a campaign asks, with every text in every language.
public struct Form: Codable, Equatable, Sendable {
  /// What the survivor reads where she decides what may be done with her words.
  public struct ConsentTexts: Codable, Equatable, Sendable {
    /// The heading of the decision.
    public let heading: LocalizedText
    /// What the decision means, and what cannot be called back.
    public let text: LocalizedText
    /// One line for each ``Permission``, in its order.
    public let choices: [Question.Choice]
    /// The label of the permission for one answer.
    public let perAnswer: LocalizedText
    /// The label that says that someone helped.
    public let helped: LocalizedText
    /// The label that allows keeping it after the campaign.
    public let keep: LocalizedText
  }

  /// The languages of the form, in the order in which they are offered.
  public let languages: [Language]
  /// The questions, in order.
  public let questions: [Question]
  /// The coarse facts that this campaign asks for, in order.
  public let facts: [Question]
  /// The texts of the decision about use.
  public let consent: ConsentTexts

  /// The fields of every testimony to this form, in order (SealedTestimonyFormat §3).
  public var fields: [FieldPlan] {
    questions.map { FieldPlan(name: $0.id, size: $0.size) }
      + [FieldPlan(name: "consent", size: 256), FieldPlan(name: "facts", size: 64)]
  }
}

/// One field of a sealed testimony: its name and the length that padding gives it.
public struct FieldPlan: Equatable, Sendable {
  /// The question's id, `consent` or `facts`.
  public let name: String
  /// The class in bytes.
  public let size: Int
}
