// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A result that is written again and again while a command runs, so that whoever stops half-way keeps it.
///
/// It is new at its first writing, and replaced whole after that, as long as nobody else has changed it.
struct GrowingFile {
  private let path: String
  private var written: [UInt8]?
  /// Beside it, for a moment: what it is replaced by.
  private var part: String { path + ".part" }

  /// Says early that there is a file of that name.
  init(_ path: String) throws {
    self.path = path
    try NewFile.check(path)
    try NewFile.check(part)
  }

  /// Writes all of it; its owner alone can read it.
  mutating func write(_ bytes: [UInt8]) throws {
    if let written { try replace(written, by: bytes) } else { try NewFile.write(bytes, to: path) }
    written = bytes
  }

  private func replace(_ before: [UInt8], by bytes: [UInt8]) throws {
    let now = FileManager.default.contents(atPath: path)
    guard now.map(Array.init) == before else {
      throw Failure(
        "\(path) was changed meanwhile",
        hint: "it stays as it is; adopt the rest into another file")
    }
    try NewFile.write(bytes, to: part)
    guard rename(part, path) == 0 else {
      try? FileManager.default.removeItem(atPath: part)
      throw NewFile.unwritable(path)
    }
  }
}
