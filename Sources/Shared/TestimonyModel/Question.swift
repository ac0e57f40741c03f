// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// One question of the form, or one coarse fact.
public struct Question: Equatable, Sendable {
  /// How a question is answered.
  public enum Kind: String, Codable, Sendable {
    /// In the survivor's own words.
    case text
    /// By one choice at most.
    case single
    /// By any number of choices, up to ``Question/most``.
    case multi
    /// By one choice at most in each row.
    case matrix
  }

  /// One thing that can be ticked, or one row of a matrix.
  public struct Choice: Codable, Equatable, Sendable {
    /// The stable name that codebooks refer to.
    public let id: String
    /// What the survivor reads.
    public let text: LocalizedText
  }

  /// The stable name; also the name of the sealed field.
  public let id: String
  /// How it is answered.
  public let kind: Kind
  /// The padding class in bytes (SealedTestimonyFormat §3).
  public let size: Int
  /// The most bytes of UTF-8 text beside the choices; 0 for none.
  public let textLimit: Int
  /// Whether the form can be sent without it.
  public let required: Bool
  /// The question itself.
  public let text: LocalizedText
  /// A sentence of help under the question.
  public let hint: LocalizedText?
  /// What can be ticked; the columns of a matrix.
  public let choices: [Choice]
  /// The rows of a matrix.
  public let rows: [Choice]
  /// The most choices that a `multi` question takes.
  public let most: Int?

  /// How many different choice numbers there are.
  public var choiceCount: Int { kind == .matrix ? choices.count * rows.count : choices.count }

  /// The name of a choice number: `bad`, or `shelter.missed` in a matrix.
  public func choiceName(_ number: UInt8) -> String? {
    guard kind == .matrix else {
      return choices.indices.contains(Int(number)) ? choices[Int(number)].id : nil
    }
    guard !choices.isEmpty, Int(number) < choiceCount else { return nil }
    return "\(rows[Int(number) / choices.count].id).\(choices[Int(number) % choices.count].id)"
  }

  /// The number of a choice by its name.
  public func choiceNumber(_ name: String) -> UInt8? {
    (0..<choiceCount).lazy.map(UInt8.init).first { choiceName($0) == name }
  }
}

extension Question: Codable {
  private enum Member: String, CodingKey {
    case id, kind, size, textLimit, required, text, hint, choices, rows, most
  }

  /// Reads the `form` member of a campaign file (SealedTestimonyFormat §1.1).
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    id = try members.decode(String.self, forKey: .id)
    kind = try members.decode(Kind.self, forKey: .kind)
    size = try members.decodeIfPresent(Int.self, forKey: .size) ?? 0
    textLimit = try members.decodeIfPresent(Int.self, forKey: .textLimit) ?? 0
    required = try members.decodeIfPresent(Bool.self, forKey: .required) ?? false
    text = try members.decode(LocalizedText.self, forKey: .text)
    hint = try members.decodeIfPresent(LocalizedText.self, forKey: .hint)
    choices = try members.decodeIfPresent([Choice].self, forKey: .choices) ?? []
    rows = try members.decodeIfPresent([Choice].self, forKey: .rows) ?? []
    most = try members.decodeIfPresent(Int.self, forKey: .most)
  }

  /// Writes the same members; empty lists are left out, and what a fact does not have.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(id, forKey: .id)
    try members.encode(kind, forKey: .kind)
    try members.encodeIfPresent(size == 0 ? nil : size, forKey: .size)
    try members.encodeIfPresent(size == 0 ? nil : textLimit, forKey: .textLimit)
    try members.encodeIfPresent(size == 0 ? nil : required, forKey: .required)
    try members.encode(text, forKey: .text)
    try members.encodeIfPresent(hint, forKey: .hint)
    try members.encodeIfPresent(choices.isEmpty ? nil : choices, forKey: .choices)
    try members.encodeIfPresent(rows.isEmpty ? nil : rows, forKey: .rows)
    try members.encodeIfPresent(most, forKey: .most)
  }
}
