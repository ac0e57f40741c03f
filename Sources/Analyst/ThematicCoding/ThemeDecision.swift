// SPDX-License-Identifier: Apache-2.0

/// What an analyst decided about one testimony: stored sealed by the vault, and no words in it.
public struct ThemeDecision: Codable, Equatable, Sendable {
  /// Ids of the themes that apply, sorted, each once.
  public var themes: [String] { didSet { themes = Self.ordered(themes) } }
  /// The hash of the codebook that was in use, 64 small hexadecimal digits.
  public var codebookHash: String

  /// Records which themes apply under which codebook.
  public init(themes: some Sequence<String>, codebookHash: String) {
    self.themes = Self.ordered(themes)
    self.codebookHash = codebookHash
  }

  /// Reads a stored decision.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      themes: try keys.decode([String].self, forKey: .themes),
      codebookHash: try keys.decode(String.self, forKey: .codebookHash))
  }

  private static func ordered(_ themes: some Sequence<String>) -> [String] {
    Set(themes).sorted()
  }
}
