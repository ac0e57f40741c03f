// SPDX-License-Identifier: Apache-2.0

/// One mistake in a file under Config/, with the place where a person can mend it.
public struct ConfigMistake: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the person named it.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong and what is wanted instead; lower case, no full stop.
  public let message: String

  /// Names a mistake at a place.
  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`, the form that editors jump to.
  public var description: String { "\(file):\(line): \(message)" }
}
