// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A codebook as JSON: every part of every theme.
public enum ThemeJSON {
  /// The file.
  public static func write(_ entries: [ThemeEntry]) throws(ExchangeError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(entries) else { throw .notThemes }
    return Array(json) + Array("\n".utf8)
  }

  /// The themes of such a file; a list without any is refused, since no command takes an empty codebook.
  public static func read(_ bytes: [UInt8]) throws(ExchangeError) -> [ThemeEntry] {
    guard bytes.count <= RefiCodebook.most else { throw .tooLarge }
    guard let entries = try? JSONDecoder().decode([ThemeEntry].self, from: Data(bytes)) else {
      throw .notThemes
    }
    guard !entries.isEmpty else { throw .noCodes }
    var names = EntryNames()
    return entries.map { entry in
      var entry = entry
      entry.id = names.id(for: entry.name["en"] ?? "", wish: entry.id)
      return entry
    }
  }
}
