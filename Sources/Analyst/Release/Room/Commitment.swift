// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// Something that somebody at a roundtable promised, and what became of it.
public struct Commitment: Equatable, Sendable {
  /// The name in the sheet.
  public let id: String
  /// The theme it answers, by its id in the codebook.
  public let theme: String?
  /// What is promised.
  public let promise: TypedText
  /// Who does it.
  public let owner: TypedText
  /// The day by which it is to be done, ISO 8601.
  public let by: String?
  /// What became of it, oldest first; never empty.
  public let steps: [Step]

  /// The same promise, without what it answers.
  var withoutTheme: Commitment {
    Commitment(id: id, theme: nil, promise: promise, owner: owner, by: by, steps: steps)
  }

  /// Where it stands after the last step.
  public var status: Status { steps.last?.status ?? .agreed }

  /// Where a promise stands.
  public enum Status: String, CaseIterable, Sendable {
    /// Promised.
    case agreed
    /// Begun.
    case inProgress = "in_progress"
    /// Kept.
    case done
    /// It will not be done; the note says why.
    case notPossible = "not_possible"
  }

  /// One change.
  public struct Step: Equatable, Sendable {
    /// The day, ISO 8601.
    public let day: String
    /// Where the promise stood from then on.
    public let status: Status
    /// A few words; why, where it is not possible.
    public let note: TypedText
  }
}

/// Words that people typed in some languages, perhaps not in all.
public struct TypedText: Equatable, Sendable {
  /// The words by language; cleaned, none empty.
  public let texts: [Language: String]

  /// The words in a language, or in the next one that most readers know.
  public func closest(to language: Language) -> (text: String, language: Language)? {
    let order = [language, .ru, .tg, .uz, .en]
    return order.lazy.compactMap { wanted in texts[wanted].map { ($0, wanted) } }.first
  }

  var isEmpty: Bool { texts.isEmpty }
}
