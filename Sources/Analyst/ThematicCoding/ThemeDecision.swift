// SPDX-License-Identifier: Apache-2.0

/// What an analyst decided about one testimony: stored sealed by the vault.
///
/// It holds no word of the testimony; a memo is the analyst's own.
public struct ThemeDecision: Codable, Equatable, Sendable {
  /// Ids of the themes that apply, sorted, each once.
  public var themes: [String] { didSet { themes = Self.ordered(themes) } }
  /// The hash of the codebook that was in use, 64 small hexadecimal digits.
  public var codebookHash: String
  /// The passages that were given a theme; older decisions have none.
  public var passages: [CodedPassage]
  /// What the analyst noted about the whole testimony, in her own words.
  public var memo: String?

  /// Records which themes apply under which codebook.
  public init(
    themes: some Sequence<String>, codebookHash: String, passages: [CodedPassage] = [],
    memo: String? = nil
  ) {
    self.themes = Self.ordered(themes)
    self.codebookHash = codebookHash
    self.passages = passages
    self.memo = memo
  }

  /// Reads a stored decision; one from before passages has none.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      themes: try keys.decode([String].self, forKey: .themes),
      codebookHash: try keys.decode(String.self, forKey: .codebookHash),
      passages: try keys.decodeIfPresent([CodedPassage].self, forKey: .passages) ?? [],
      memo: try keys.decodeIfPresent(String.self, forKey: .memo))
  }

  private static func ordered(_ themes: some Sequence<String>) -> [String] {
    Set(themes).sorted()
  }
}
