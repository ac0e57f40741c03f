// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import ThematicCoding

/// A theme that a person adopted, as a block for the codebook file: valid, and to be named.
///
/// Of the testimonies it holds only the typical words, as cues. Each of them stands in three texts or more.
public struct ThemeDraft: Sendable {
  private let id: String
  private let group: ThemeGroup
  private let actor: Actor
  private let cues: [Language: [String]]
  private let texts: Int

  /// Drafts a theme; nil where no word can be a cue.
  ///
  /// A language for which no words were found gets the first cue of another: every text is searched for all cues.
  /// - Parameters:
  ///   - id: small letters a to z and `_`.
  ///   - group: harm, help or request.
  ///   - actor: who can act on it, where it is a request.
  ///   - words: typical words by the language they are in.
  ///   - texts: in how many answers it was found.
  public init?(
    id: String, group: ThemeGroup, actor: Actor = .social, words: [Language: [String]], texts: Int
  ) {
    var cues = words.mapValues { $0.compactMap(Self.cue) }.mapValues(Self.unique)
    guard let any = Language.allCases.lazy.compactMap({ cues[$0]?.first }).first else { return nil }
    for language in Language.allCases where cues[language]?.isEmpty ?? true {
      cues[language] = [any]
    }
    (self.id, self.group, self.actor, self.cues, self.texts) = (id, group, actor, cues, texts)
  }

  /// The codebook with the theme at its end.
  public func added(to codebook: String) -> String {
    codebook + (codebook.hasSuffix("\n") ? "" : "\n") + block
  }

  private var block: String {
    var lines = [
      "",
      "  # ------ found by `ovoz discover` in \(texts) answers; write what is in capitals, then take this line away",
      "  - id: \(id)", "    group: \(group.rawValue)",
    ]
    if group == .asked { lines.append("    actor: \(actor.rawValue)") }
    for (key, wish) in [("name", "TO BE NAMED"), ("meaning", "TO BE SAID IN ONE SENTENCE")] {
      lines.append("    \(key):")
      lines += Language.allCases.map { "      \($0.rawValue): \"\(wish) (\($0.rawValue)): \(id)\"" }
    }
    lines += [
      "    definition: TO BE WRITTEN, what counts and what does not",
      "    include: [\"TO BE INVENTED, a sentence that belongs here\"]",
      "    exclude: [\"TO BE INVENTED, a sentence that looks alike and belongs elsewhere\"]",
      "    cues:",
    ]
    for language in Language.allCases {
      let list = (cues[language] ?? []).map { "\"\($0)\"" }.joined(separator: ", ")
      lines.append("      \(language.rawValue): [\(list)]")
    }
    return (lines + ["    choices: []", ""]).joined(separator: "\n")
  }

  /// A word as a cue: with a star where it is longer than the letters that words are joined by.
  private static func cue(_ word: String) -> String? {
    let letters = word.filter { $0.isLetter || $0.isNumber || "'ʻʼ‘’".contains($0) }
    guard letters.count == word.count else { return nil }
    var beginning = ""
    for character in letters {
      beginning.append(character)
      if folded(beginning) >= TypicalWords.stem { break }
    }
    guard folded(beginning) >= 3 else { return nil }
    return beginning.count < letters.count || folded(beginning) >= TypicalWords.stem
      ? beginning + "*" : beginning
  }

  private static func folded(_ text: String) -> Int {
    FoldedText(Array(text.unicodeScalars)).words.reduce(0) { $0 + $1.letters.count }
  }

  private static func unique(_ cues: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return cues.filter { cue in
      let folded = FoldedText(Array(cue.unicodeScalars))
      return seen.insert(Array(folded.letters)).inserted
    }
  }
}
