// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What another tool found: for each text a line `[[start, end], …]`, in Unicode code points.
enum FoundLines {
  static func read(_ path: String) throws -> [[Range<Int>]] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      try JSONDecoder().decode([[Int]].self, from: Data(line.utf8)).map { pair in
        guard pair.count == 2, 0 <= pair[0], pair[0] <= pair[1] else { throw FoundError.noRange }
        return pair[0]..<pair[1]
      }
    }
  }
}

/// Why lines of another tool cannot be read.
enum FoundError: Error {
  /// A range is no pair of a beginning and an end after it.
  case noRange
}
