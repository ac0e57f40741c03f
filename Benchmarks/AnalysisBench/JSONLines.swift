// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files with one JSON value a line.
enum JSONLines {
  static func read<Line: Decodable>(_ path: String, as type: Line.Type) throws -> [Line] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    let decoder = JSONDecoder()
    return try numbered(data).map { number, bytes in
      guard let line = try? decoder.decode(type, from: bytes) else {
        throw AnalysisBenchError.unreadable(path, line: number)
      }
      return line
    }
  }

  /// The lines that have something in them, each with its number from 1.
  static func numbered(_ data: Data) -> [(number: Int, bytes: Data)] {
    data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.isEmpty }
      .map { (number: $0.offset + 1, bytes: $0.element) }
  }

  static func write(_ lines: [some Encodable], to path: String) throws {
    let encoder = JSONEncoder()
    let parts = try lines.map { try encoder.encode($0) + [UInt8(ascii: "\n")] }
    try Data(parts.joined()).write(to: URL(filePath: path))
  }
}
