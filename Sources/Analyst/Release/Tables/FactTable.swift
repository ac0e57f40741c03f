// SPDX-License-Identifier: Apache-2.0

/// A released one-way table of a coarse fact, such as gender.
public struct FactTable: Equatable, Sendable {
  /// The fact's id.
  public let fact: String
  /// Its lines; empty when the table is withheld, since fewer than two lines of k people are left.
  public let rows: [FactRow]
  /// Whether nothing may be shown.
  public var isWithheld: Bool { rows.isEmpty }
}

/// One line of a table of a fact.
public struct FactRow: Equatable, Sendable {
  /// The choices that stand together here.
  ///
  /// ``FactVariable/notStated`` may be among them. More than one means that some were small, not which.
  public let categories: [String]
  /// What may be shown.
  public let shown: ShownValue
  /// How the value came about.
  public var status: CellStatus { shown.status }
}

/// A table with exact counts, which only checks see.
struct DraftFactTable: Sendable {
  let fact: FactVariable
  let lines: [Line]

  struct Line: Sendable {
    let categories: [String]
    let count: Int
    let shown: ShownValue
  }

  var table: FactTable {
    FactTable(
      fact: fact.id,
      rows: lines.map { FactRow(categories: $0.categories, shown: $0.shown) })
  }
}
