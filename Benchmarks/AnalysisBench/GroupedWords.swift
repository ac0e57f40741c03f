// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import RedactionTables

/// Reads groups of words: a word, its group and its family in a line, frequent words first.
enum GroupedWords {
  static func read(_ path: String) throws -> WordGroups {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let words = try lines.map { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 3, let number = UInt8(parts[1]), let family = UInt8(parts[2]) else {
        throw AnalysisBenchError.unusable(path)
      }
      let sound = Skeleton.of(String(parts[0]))
      return (WordHash.of(sound.utf8), WordGroups.Group(number: number, family: family))
    }
    return WordGroups(bits: tableBits, words: words)
  }

  private static let tableBits = 18
}
