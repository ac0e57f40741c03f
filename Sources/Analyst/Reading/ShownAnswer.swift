// SPDX-License-Identifier: Apache-2.0

/// One answer as it is put before a reader.
///
/// It prints as its type's name only.
public struct ShownAnswer: Sendable, CustomStringConvertible, CustomReflectable {
  /// The question's id.
  public let question: String
  /// The question as a heading.
  public let heading: String
  /// The words; may be empty where something was only ticked.
  public let text: String
  /// Parts of the text that are one word each: the neutral words of a redaction.
  public let whole: [Range<Int>]
  /// What stands below the words, such as ticked choices; one line each.
  public let notes: [String]

  /// Takes what is to be shown.
  public init(
    question: String, heading: String, text: String, whole: [Range<Int>] = [], notes: [String] = []
  ) {
    self.question = question
    self.heading = heading
    self.text = text
    self.whole = whole
    self.notes = notes
  }

  /// Never the words.
  public var description: String { "ShownAnswer" }
  /// Never the words, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
