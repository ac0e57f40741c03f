// SPDX-License-Identifier: Apache-2.0

/// A part of an answer that an analyst gave a theme, without its words.
///
/// Offsets only, and of the original answer: they stay right when the redaction is changed.
public struct CodedPassage: Codable, Hashable, Sendable {
  /// The question whose answer it is in.
  public let question: String
  /// Unicode scalar offsets in the original answer, end exclusive; never empty.
  public let range: Range<Int>
  /// The theme's id.
  public let theme: String
  /// What the analyst noted about it, in her own words; nil where she noted nothing.
  public var memo: String?

  /// A passage of one answer.
  public init(question: String, range: Range<Int>, theme: String, memo: String? = nil) {
    self.question = question
    self.range = range
    self.theme = theme
    self.memo = memo
  }
}
