// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import Foundation

/// The bands of an earlier release, as its own JSON kept them; to be drawn beside this one's.
///
/// No ``Summary``: it was released once already, and nothing can be released from it. Each person is
/// counted in one release only, so bands of two releases can stand side by side.
public struct EarlierRelease: Equatable, Sendable {
  /// The release's name.
  public let name: String
  /// First and last day, ISO 8601.
  public let periods: ClosedRange<String>
  let bands: [String: BandBar]

  /// Reads the JSON table of a release; a mistake names the file.
  /// - Parameters:
  ///   - json: the bytes of `summary.json`.
  ///   - file: the name to show in mistakes.
  /// - Throws: a mistake where it is no table of this format with bands.
  public init(parsing json: [UInt8], file: String) throws(ConfigMistake) {
    guard let table = try? JSONDecoder().decode(Table.self, from: Data(json)),
      table.schema == "ovoz-summary", table.version == 1, table.from <= table.to,
      CalendarDay(table.from) != nil, CalendarDay(table.to) != nil
    else {
      throw ConfigMistake(file: file, line: 1, message: "this is no table of an earlier release")
    }
    name = table.release
    periods = table.from...table.to
    let named = table.rows.compactMap { row in
      row.band.flatMap(BandBar.init).map { (row.theme, $0) }
    }
    bands = Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  private struct Table: Decodable {
    let schema: String
    let version: Int
    let release: String
    let from: String
    let to: String
    let rows: [Row]
  }

  private struct Row: Decodable {
    let theme: String
    let band: String?
  }
}
