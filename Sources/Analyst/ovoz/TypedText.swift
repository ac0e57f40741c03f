// SPDX-License-Identifier: Apache-2.0

import Foundation
import TerminalControl

/// Words that an analyst gives: in a file, through a pipe, or typed.
enum TypedText {
  /// Reads them whole; nil where they are not UTF-8.
  /// - Parameters:
  ///   - file: where they stand; nil for standard input.
  ///   - most: more bytes than such a text may have, so that a longer one is refused and not cut.
  ///   - prompt: what somebody at a terminal is told.
  /// - Returns: the words, or nil.
  /// - Throws: ``Failure``, when the file cannot be read.
  static func read(_ file: String?, most: Int, asking prompt: String) throws -> String? {
    if file == nil, TerminalControl.inputIsTerminal { Terminal.say(prompt) }
    let input = try file.map { path in
      guard let input = FileHandle(forReadingAtPath: path) else {
        throw Failure("\(path) cannot be read", hint: "is it there, and yours?", code: 64)
      }
      return input
    }
    let bytes = try (input ?? .standardInput).read(upToCount: most) ?? Data()
    return String(validating: bytes, as: UTF8.self)
  }
}
