// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import OfficeDocuments
public import ThematicCoding

/// The sheet in which the organisers keep what was promised: one row for each change.
///
/// The same sheet goes on from roundtable to roundtable: a promise that moves gets another row with
/// the same id, and keeps its history.
public struct CommitmentSheet: Sendable {
  /// The promises in the order of their first rows.
  public let commitments: [Commitment]

  /// The most characters of one cell, and the most rows.
  static let (mostCharacters, mostRows) = (200, 1_000)
  static let single = ["id", "theme", "day", "status", "by"]
  static let spoken = ["promise", "owner", "note"]

  /// The names of the columns, in the order in which an empty sheet has them.
  static var columns: [String] {
    single + spoken.flatMap { name in Language.allCases.map { "\(name)_\($0.rawValue)" } }
  }

  /// An empty sheet, to be filled in with any spreadsheet and saved as CSV.
  public static var empty: String { SheetText.of([columns]) }

  /// Reads a sheet and refuses it whole at its first mistake.
  /// - Parameters:
  ///   - csv: the text of the file; nothing is opened here.
  ///   - file: the name to show in mistakes.
  ///   - codebook: the themes that rows may name.
  /// - Throws: the first mistake, with file and line.
  public init(parsing csv: String, file: String, codebook: Codebook) throws(ConfigMistake) {
    let rows = try SheetRows(parsing: csv, file: file).rows
    guard let header = rows.first else {
      throw ConfigMistake(file: file, line: 1, message: "the sheet is empty")
    }
    let names = header.fields.map { $0.lowercased() }
    for name in Self.columns where !names.contains(name) {
      throw ConfigMistake(file: file, line: header.line, message: "the column “\(name)” is missing")
    }
    guard rows.count <= Self.mostRows else {
      throw ConfigMistake(file: file, line: header.line, message: "more than \(Self.mostRows) rows")
    }
    var gathered: [Commitment] = []
    for row in rows.dropFirst() {
      let cells = CommitmentRow(
        fields: Dictionary(zip(names, row.fields), uniquingKeysWith: { first, _ in first }),
        file: file, line: row.line)
      guard row.fields.count <= names.count else { throw cells.mistake("more cells than columns") }
      try Self.add(cells, to: &gathered, codebook)
    }
    commitments = gathered
  }

  private static func add(
    _ row: CommitmentRow, to gathered: inout [Commitment], _ codebook: Codebook
  ) throws(ConfigMistake) {
    let id = try row.id()
    let step = try row.step()
    guard let place = gathered.firstIndex(where: { $0.id == id }) else {
      return gathered.append(try row.first(id, step, codebook))
    }
    let earlier = gathered[place]
    guard let last = earlier.steps.last, last.day <= step.day else {
      throw row.mistake("“\(id)” has a later day in a row above")
    }
    gathered[place] = try row.next(after: earlier, step)
  }
}
