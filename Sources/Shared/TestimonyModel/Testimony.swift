// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// What the survivor allows to be done with one answer, from the strictest to the widest.
public enum Permission: UInt8, CaseIterable, Comparable, Sendable {
  /// Only the analysts read it; it is in no count and in no summary.
  case readOnly = 0
  /// It may be counted.
  case count = 1
  /// It may be retold in other words.
  case retell = 2
  /// It may be quoted after details were removed.
  case quote = 3

  /// Orders by how much is allowed.
  public static func < (left: Permission, right: Permission) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// One answer; prints as "Answer", so that no log can hold a survivor's words.
public struct Answer: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  /// What was ticked: choice numbers, ascending.
  public let choices: [UInt8]
  /// What was written.
  public let text: String

  /// Takes what was ticked and written.
  public init(choices: [UInt8] = [], text: String = "") {
    self.choices = choices
    self.text = text
  }

  /// Whether the question was skipped.
  public var isEmpty: Bool { choices.isEmpty && text.isEmpty }
  /// Never the words.
  public var description: String { "Answer" }
  /// Never the words, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the survivor allows, sealed together with the words it rules over (G7).
///
/// Prints as "Consent": it may hold the key to her reply.
public struct Consent: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The language in which she read what she agreed to.
  public let language: Language
  /// Whether someone helped her write.
  public let helped: Bool
  /// Whether the words may be kept after the campaign's key is destroyed.
  public let keep: Bool
  /// One permission for each question, in the form's order.
  public let permissions: [Permission]
  /// The key for a reply that only her receipt opens, 32 bytes; nil where she took no receipt.
  public let replyKey: [UInt8]?

  /// Takes what was decided.
  public init(
    language: Language, helped: Bool, keep: Bool, permissions: [Permission],
    replyKey: [UInt8]? = nil
  ) {
    self.language = language
    self.helped = helped
    self.keep = keep
    self.permissions = permissions
    self.replyKey = replyKey
  }

  /// Never the key.
  public var description: String { "Consent" }
  /// Never the key, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// One survivor's answers, in memory only: not codable, and it prints nothing.
public struct Testimony: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  /// One answer for each question, in the form's order.
  public let answers: [Answer]
  /// What may be done with them.
  public let consent: Consent
  /// For each fact, the choices that were ticked.
  public let facts: [[UInt8]]

  /// Takes the answers in the form's order.
  public init(answers: [Answer], consent: Consent, facts: [[UInt8]]) {
    self.answers = answers
    self.consent = consent
    self.facts = facts
  }

  /// Never the words.
  public var description: String { "Testimony" }
  /// Never the words, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
