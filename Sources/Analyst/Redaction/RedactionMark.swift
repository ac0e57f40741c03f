// SPDX-License-Identifier: Apache-2.0

/// How certain a rule is that the words identify somebody.
public enum Certainty: String, CaseIterable, Sendable, Codable, Comparable {
  /// A person should look: the words may be ordinary ones.
  case doubtful
  /// The shape or the lists leave little doubt.
  case sure

  /// Tells whether the first is less certain than the second.
  public static func < (one: Certainty, other: Certainty) -> Bool {
    one == .doubtful && other == .sure
  }
}

/// A place in the original text that is replaced, without the words themselves.
///
/// The range counts Unicode scalars of the original text and never splits a grapheme cluster once
/// a `Redactor` has given it.
public struct RedactionMark: Equatable, Hashable, Sendable {
  /// The replaced part, in Unicode scalar offsets of the original text.
  public let range: Range<Int>
  /// What kind of words stood there.
  public let kind: RedactionKind
  /// Whether a person should look at the mark.
  public let certainty: Certainty
  /// The name of the rule that found it, or `analyst`.
  public let rule: String
  /// The neutral words that stand in the redacted text, such as `[phone]`, `[person 1]` or
  /// `[age 15-19]`.
  public let replacement: String

  /// A mark whose replacement is its kind in brackets, with what may be told instead.
  ///
  /// The rule's name is a `StaticString`, so that no word of the text can end up in a mark.
  public init(
    _ range: Range<Int>, _ kind: RedactionKind, _ certainty: Certainty, by rule: StaticString,
    instead: Generalisation? = nil
  ) {
    self.init(
      range: range, kind: kind, certainty: certainty, rule: rule.description,
      replacement: "[\(kind.rawValue)\(instead?.words ?? "")]")
  }

  init(
    range: Range<Int>, kind: RedactionKind, certainty: Certainty, rule: String, replacement: String
  ) {
    self.range = range
    self.kind = kind
    self.certainty = certainty
    self.rule = rule
    self.replacement = replacement
  }

  func over(_ range: Range<Int>) -> RedactionMark {
    RedactionMark(
      range: range, kind: kind, certainty: certainty, rule: rule, replacement: replacement)
  }

  func numbered(_ number: Int) -> RedactionMark {
    RedactionMark(
      range: range, kind: kind, certainty: certainty, rule: rule,
      replacement: "[\(kind.rawValue) \(number)]")
  }
}

/// One way of finding identifying words.
public protocol RedactionRule: Sendable {
  /// The kind that most of the rule's marks have.
  var kind: RedactionKind { get }
  /// Finds what the rule knows, with ranges in the original text, in any order.
  func marks(in text: NormalizedText) -> [RedactionMark]
}
