// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Two variables that cross in a table: ids of facts, or `theme:` and the id of a theme.
public struct TwoWayVariables: Equatable, Sendable {
  /// What the rows stand for.
  public let rows: String
  /// What the columns stand for.
  public let columns: String

  /// Names two variables; ``Releaser`` refuses what the policy does not list.
  public init(rows: String, columns: String) {
    self.rows = rows
    self.columns = columns
  }
}

/// When a two-way table may be made, and which.
public struct TwoWayLimits: Equatable, Sendable {
  /// The fewest counted testimonies; 200 or more, and at least 20 times k.
  public let minimum: Int
  /// The largest part of its cells that may be hidden, in percent; 40 at most.
  public let mostHiddenPercent: Int
  /// The tables that may be asked for, one a release.
  public let tables: [TwoWayVariables]

  init(_ node: ConfigNode, k: Int) throws(ConfigMistake) {
    var keys = try node.mapping()
    minimum = try keys.required("minimum").integer(in: max(200, 20 * k)...1_000_000)
    mostHiddenPercent = try keys.required("most_hidden_percent").integer(in: 0...40)
    var tables: [TwoWayVariables] = []
    for entry in try keys.required("tables").list() {
      let names = try entry.strings()
      guard names.count == 2, names[0] != names[1] else {
        throw entry.mistake("needs two variables")
      }
      tables.append(TwoWayVariables(rows: names[0], columns: names[1]))
    }
    try keys.finish()
    self.tables = tables
  }
}
