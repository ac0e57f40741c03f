// SPDX-License-Identifier: Apache-2.0

/// A part of a text that no rule marks and that a person should glance at nevertheless.
///
/// It is not replaced. Without the words themselves, as a ``RedactionMark`` is.
public struct PointedPart: Equatable, Hashable, Sendable {
  /// Why somebody should look.
  public enum Reason: String, CaseIterable, Sendable {
    /// A capital inside a sentence.
    case capital
    /// A number of two digits or more.
    case digits
    /// It stands where names stand, after `my name is` and its like.
    case cue
    /// The tagger nearly took it for a name.
    case nearly
    /// No list has the word, though the lists have most words of the text.
    case unknown
  }

  /// Unicode scalar offsets in the original text.
  public let range: Range<Int>
  /// The first reason that holds.
  public let reason: Reason

  /// What it is hidden as by whoever takes it out.
  public var kind: RedactionKind { reason == .digits ? .number : .person }
}
