// SPDX-License-Identifier: Apache-2.0

/// A released table of two variables with its totals.
public struct TwoWayTable: Equatable, Sendable {
  /// What crosses.
  public let variables: TwoWayVariables
  /// Why nothing is shown; nothing when the table stands.
  public let withheld: TwoWayWithheld?
  /// The categories behind each row; more than one where small ones stand together.
  public let rowLines: [[String]]
  /// The categories behind each column.
  public let columnLines: [[String]]
  /// The cells, row by row.
  public let cells: [[TwoWayCell]]
  /// One total a row, rounded.
  public let rowTotals: [TwoWayCell]
  /// One total a column, rounded.
  public let columnTotals: [TwoWayCell]
}

/// What a cell of a two-way table says.
///
/// A cell hidden for itself and one hidden for another's sake look alike.
public enum TwoWayCell: Equatable, Hashable, Sendable {
  /// A count rounded at random, by less than one step, up or down.
  case about(Int)
  /// Nothing.
  case hidden
}

/// Why a two-way table is withheld.
public enum TwoWayWithheld: String, CaseIterable, Sendable {
  /// Too few people answered in all.
  case fewTestimonies = "few-testimonies"
  /// Merging small categories left a variable with one line.
  case smallLines = "small-lines"
  /// Too many cells would have to be hidden.
  case mostlyHidden = "mostly-hidden"
}

/// A two-way table with exact counts, which only checks see.
struct DraftTwoWayTable: Sendable {
  let variables: TwoWayVariables
  var withheld: TwoWayWithheld?
  var rowLines: [[String]] = []
  var columnLines: [[String]] = []
  var counts: [[Int]] = []
  var hidden: [[Bool]] = []
  var cells: [[TwoWayCell]] = []
  var rowTotals: [TwoWayCell] = []
  var columnTotals: [TwoWayCell] = []

  /// What may leave: without counts, and without anything but the reason when withheld.
  var table: TwoWayTable {
    let stands = withheld == nil
    return TwoWayTable(
      variables: variables, withheld: withheld, rowLines: stands ? rowLines : [],
      columnLines: stands ? columnLines : [], cells: stands ? cells : [],
      rowTotals: stands ? rowTotals : [], columnTotals: stands ? columnTotals : [])
  }
}
