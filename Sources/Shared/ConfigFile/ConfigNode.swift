// SPDX-License-Identifier: Apache-2.0

import Yams

/// One value of a configuration file that still knows the line it stands on.
///
/// Every reader of a file in Config/ goes through this type, so that each mistake names file, line and
/// what was wanted. Keys that nobody reads are mistakes too (see ``ConfigMapping/finish()``): a
/// misspelt setting must not be silently ignored.
public struct ConfigNode {
  let node: Node
  /// The file this value was read from.
  public let file: String
  /// The dotted path of keys that leads here, for messages.
  public let path: String

  /// Reads a YAML 1.1 document; `file` is the name to show in mistakes, nothing is opened.
  public init(parsing text: String, file: String) throws(ConfigMistake) {
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw ConfigMistake(file: file, line: 1, message: "the file is empty")
      }
      self.init(node: root, file: file, path: "")
    } catch let mistake as ConfigMistake {
      throw mistake
    } catch {
      throw Self.syntaxMistake(error, file: file)
    }
  }

  init(node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  /// The line this value starts on, counted from 1.
  public var line: Int { node.mark?.line ?? 1 }

  /// A mistake at this place.
  public func mistake(_ message: String) -> ConfigMistake {
    ConfigMistake(file: file, line: line, message: path.isEmpty ? message : "\(path): \(message)")
  }

  /// The value as text; any scalar will do.
  public func string() throws(ConfigMistake) -> String {
    guard let text = node.scalar?.string else { throw mistake("expected text") }
    return text
  }

  /// The value as text that says something.
  public func nonEmptyString() throws(ConfigMistake) -> String {
    let text = try string()
    guard text.contains(where: { !$0.isWhitespace }) else { throw mistake("must not be empty") }
    return text
  }

  /// The value as a whole number within limits.
  public func integer(in limits: ClosedRange<Int>) throws(ConfigMistake) -> Int {
    guard let number = node.int else { throw mistake("expected a whole number") }
    guard limits.contains(number) else {
      throw mistake("must be from \(limits.lowerBound) to \(limits.upperBound), not \(number)")
    }
    return number
  }

  /// The value as true or false.
  public func boolean() throws(ConfigMistake) -> Bool {
    guard let flag = node.bool else { throw mistake("expected true or false") }
    return flag
  }

  /// The values of a list.
  public func list() throws(ConfigMistake) -> [ConfigNode] {
    guard let sequence = node.sequence else { throw mistake("expected a list") }
    return sequence.enumerated().map { index, child in
      ConfigNode(node: child, file: file, path: "\(path)[\(index + 1)]")
    }
  }

  /// The values of a list of texts.
  public func strings() throws(ConfigMistake) -> [String] {
    var texts: [String] = []
    for child in try list() { texts.append(try child.nonEmptyString()) }
    return texts
  }

  /// The keys and values of a mapping; a key that stands twice is a mistake.
  public func mapping() throws(ConfigMistake) -> ConfigMapping {
    guard let mapping = node.mapping else { throw mistake("expected keys with values") }
    return try ConfigMapping(mapping, of: self)
  }

  private static func syntaxMistake(_ error: any Error, file: String) -> ConfigMistake {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigMistake(file: file, line: mark.line, message: "not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(_, let context):
      ConfigMistake(file: file, line: context.mark.line, message: "a key stands here twice")
    default:
      ConfigMistake(file: file, line: 1, message: "not valid YAML (is it UTF-8 text?)")
    }
  }
}
