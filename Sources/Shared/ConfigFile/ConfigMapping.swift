// SPDX-License-Identifier: Apache-2.0

import Yams

/// The keys of one mapping in a configuration file, with a memory of which were read.
public struct ConfigMapping {
  private let owner: ConfigNode
  /// Keys in the order of the file, each with the line it stands on.
  public let keys: [(name: String, line: Int)]
  private let values: [String: ConfigNode]
  private var unread: Set<String>

  init(_ mapping: Node.Mapping, of owner: ConfigNode) throws(ConfigMistake) {
    var keys: [(name: String, line: Int)] = []
    var values: [String: ConfigNode] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else { throw owner.mistake("a key must be plain text") }
      let path = owner.path.isEmpty ? name : "\(owner.path).\(name)"
      let child = ConfigNode(node: value, file: owner.file, path: path)
      guard values.updateValue(child, forKey: name) == nil else {
        throw child.mistake("this key stands twice")
      }
      keys.append((name, key.mark?.line ?? owner.line))
    }
    self.owner = owner
    self.keys = keys
    self.values = values
    unread = Set(values.keys)
  }

  /// The value under a key that has to be there.
  public mutating func required(_ key: String) throws(ConfigMistake) -> ConfigNode {
    guard let node = optional(key) else { throw owner.mistake("the key “\(key)” is missing") }
    return node
  }

  /// The value under a key that may be left out.
  public mutating func optional(_ key: String) -> ConfigNode? {
    unread.remove(key)
    return values[key]
  }

  /// Every key with its value, in the order of the file; counts as having read them all.
  public mutating func all() -> [(name: String, value: ConfigNode)] {
    unread = []
    return keys.compactMap { key in values[key.name].map { (key.name, $0) } }
  }

  /// Refuses keys that nobody asked for.
  public func finish() throws(ConfigMistake) {
    guard let stray = keys.first(where: { unread.contains($0.name) }) else { return }
    throw ConfigMistake(
      file: owner.file, line: stray.line, message: "unknown key “\(stray.name)”")
  }
}
