// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import ThematicCoding

/// A codebook of the project, or a plain map of codes to cues.
enum CueFile {
  static func read(_ path: String) throws -> CueFinder {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    let text = String(decoding: data, as: UTF8.self)
    if text.contains("\nthemes:") {
      return CueFinder(codebook: try Codebook(parsing: text, file: path))
    }
    return CueFinder(try map(text, path))
  }

  private static func map(
    _ text: String, _ path: String
  ) throws -> [(code: String, cues: [String])] {
    if let map = try? JSONDecoder().decode([String: [String]].self, from: Data(text.utf8)) {
      return map.sorted { $0.key < $1.key }.map { (code: $0.key, cues: $0.value.map(ended)) }
    }
    var entries = try ConfigNode(parsing: text, file: path).mapping()
    return try entries.all().map { (code: $0.name, cues: try $0.value.strings().map(ended)) }
  }

  /// A cue whose last word takes any ending, where it is long enough to say something.
  private static func ended(_ cue: String) -> String {
    let last = cue.split(separator: " ").last ?? ""
    return last.count >= 4 && !cue.hasSuffix("*") ? cue + "*" : cue
  }
}
