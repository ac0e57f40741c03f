// SPDX-License-Identifier: Apache-2.0

import Foundation
public import ThematicCoding

/// A codebook as JSON: which it is, and every part of every theme.
public enum ThemeJSON {
  /// The file; `codebook` is told in it, and is no part of what is read again.
  public static func write(
    _ entries: [ThemeEntry], of codebook: CodebookOrigin? = nil
  ) throws(ExchangeError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(Written(codebook: codebook, themes: entries)) else {
      throw .notThemes
    }
    return Array(json) + Array("\n".utf8)
  }

  /// The themes of such a file, or of a bare list of them.
  ///
  /// Without any it is refused, since no command takes an empty codebook.
  public static func read(_ bytes: [UInt8]) throws(ExchangeError) -> [ThemeEntry] {
    guard bytes.count <= RefiCodebook.most else { throw .tooLarge }
    guard let entries = themes(Data(bytes)) else { throw .notThemes }
    guard !entries.isEmpty else { throw .noCodes }
    var names = EntryNames()
    return entries.map { entry in
      var entry = entry
      entry.id = names.id(for: entry.name["en"] ?? "", wish: entry.id)
      return entry
    }
  }

  private static func themes(_ json: Data) -> [ThemeEntry]? {
    let decoder = JSONDecoder()
    if let file = try? decoder.decode(Read.self, from: json) { return file.themes }
    return try? decoder.decode([ThemeEntry].self, from: json)
  }

  private struct Written: Encodable {
    let codebook: CodebookOrigin?
    let themes: [ThemeEntry]
  }

  private struct Read: Decodable {
    let themes: [ThemeEntry]
  }
}
