// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes files that take the place of older ones; half a file never stays.
enum ReplacedFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
      throw Failure(
        "\(path) cannot be written",
        hint: "is its folder there, and yours, and is there room on the disk?")
    }
  }
}
