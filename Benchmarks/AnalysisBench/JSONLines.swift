// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files with one JSON value a line.
enum JSONLines {
  static func read<Line: Decodable>(_ path: String, as type: Line.Type) throws -> [Line] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    let decoder = JSONDecoder()
    return try data.split(separator: UInt8(ascii: "\n")).map { bytes in
      guard let line = try? decoder.decode(type, from: bytes) else {
        throw AnalysisBenchError.unusable(path)
      }
      return line
    }
  }
}
