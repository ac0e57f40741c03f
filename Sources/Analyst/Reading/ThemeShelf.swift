// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import ThematicCoding

/// The codebook's themes by name, in the reader's language, to be found by part of any name.
public struct ThemeShelf: Sendable {
  let codebook: Codebook
  let language: Language
  private let folded: [[[UInt8]]]

  /// A codebook, and the language in which its names are shown.
  public init(_ codebook: Codebook, language: Language) {
    self.codebook = codebook
    self.language = language
    folded = codebook.themes.map { theme in
      ([theme.id.replacing("_", with: " ")] + theme.name.texts.values).map(Self.letters)
    }
  }

  func name(_ theme: String) -> String { codebook[theme]?.name[language] ?? theme }

  /// A theme's name in the reader's language.
  public func shownName(_ theme: String) -> String { name(theme) }

  /// The themes that have these words in a name, as lines: id and name.
  public func found(_ words: String) -> [String] {
    matches(words).map { "\($0.id): \($0.name[language])" }
  }

  /// The place of a theme in the codebook.
  func order(_ theme: String) -> Int {
    codebook.themes.firstIndex { $0.id == theme } ?? codebook.themes.count
  }

  /// The themes of which one name has all of these parts, whatever script they are typed in.
  func matches(_ query: String) -> [Theme] {
    let parts = query.split(whereSeparator: \.isWhitespace).map { Self.letters(String($0)) }
    return zip(codebook.themes, folded).filter { _, names in
      names.contains { name in parts.allSatisfy { Self.contains(name, $0) } }
    }.map(\.0)
  }

  private static func letters(_ text: String) -> [UInt8] {
    let folded = FoldedText(Array(text.unicodeScalars))
    return Array(folded.words.map { folded.letters[$0.letters] }.joined(separator: [0x20]))
  }

  private static func contains(_ name: [UInt8], _ part: [UInt8]) -> Bool {
    guard name.count >= part.count else { return false }
    return (0...(name.count - part.count)).contains {
      name[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
