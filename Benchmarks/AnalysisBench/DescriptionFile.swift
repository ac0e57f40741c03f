// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThemeLearning

/// A map of codes to the sentences that describe them, as a pack reads them.
enum DescriptionFile {
  static func read(_ path: String, by reader: MeaningReader) throws -> DescribedCodes? {
    guard let data = FileManager.default.contents(atPath: path),
      let map = try? JSONDecoder().decode([String: [String]].self, from: data)
    else { throw AnalysisBenchError.unusable(path) }
    return DescribedCodes(
      map.sorted { $0.key < $1.key }.map { (code: $0.key, parts: reader.vectors($0.value)) })
  }
}
