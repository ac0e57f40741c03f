// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Two traits that together could point to one person, or to a deed, and never cross in a table.
public struct DangerousPair: Equatable, Sendable {
  /// One side.
  public let first: Trait
  /// The other side.
  public let second: Trait

  /// A variable, one of its categories, or anything.
  public struct Trait: Equatable, Sendable {
    /// The variable; nothing stands for all.
    public let variable: String?
    /// The category; nothing stands for all.
    public let category: String?

    init(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      variable = text == "anything" ? nil : parts.first
      category = parts.count == 2 ? parts[1] : nil
    }

    // A category merged with others is told of nobody.
    func stands(alone lines: [[String]], of name: String) -> Bool {
      guard let variable else { return true }
      guard variable == name else { return false }
      return category.map { lines.contains([$0]) } ?? true
    }
  }

  static func list(_ node: ConfigNode) throws(ConfigMistake) -> [DangerousPair] {
    var pairs: [DangerousPair] = []
    for entry in try node.list() {
      let names = try entry.strings()
      guard names.count == 2 else { throw entry.mistake("needs two traits") }
      pairs.append(DangerousPair(first: Trait(names[0]), second: Trait(names[1])))
    }
    return pairs
  }

  func crosses(_ table: DraftTwoWayTable) -> Bool {
    let (rows, columns) = (table.variables.rows, table.variables.columns)
    return
      (first.stands(alone: table.rowLines, of: rows)
      && second.stands(alone: table.columnLines, of: columns))
      || (second.stands(alone: table.rowLines, of: rows)
        && first.stands(alone: table.columnLines, of: columns))
  }
}
