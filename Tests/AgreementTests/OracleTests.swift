// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Agreement

/// Tables whose figures other people's programs computed (make_tables.py).
private struct OracleFile: Decodable {
  struct Judged: Decodable {
    let coders: Int
    let units: [[Int?]]
    let percent: Double?
    let cohen: Double?
    let fleiss: Double?
    let alpha: Double?
  }
  struct Sets: Decodable {
    let coders: Int
    let units: [[[Int]?]]
    let alpha: Double?
  }
  let tables: [Judged]
  let sets: [Sets]

  /// The committed tables, or those that Benchmarks/agreement has just made.
  static func read() throws -> OracleFile {
    let own = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Vectors/tables.json")
    let file = ProcessInfo.processInfo.environment["OVOZ_AGREEMENT_TABLES"]
      .map { URL(filePath: $0) }
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file ?? own))
  }
}

@Suite struct OracleTests {
  @Test func `figures on random tables are those of krippendorff, scikit-learn and statsmodels`()
    throws
  {
    let tables = try OracleFile.read().tables
    #expect(tables.count >= 40)
    for (index, judged) in tables.enumerated() {
      let table = try RatingTable(coders: judged.coders, units: judged.units)
      #expect(Self.same(table.percent, judged.percent), "percent of table \(index)")
      #expect(Self.same(table.cohen, judged.cohen), "Cohen's kappa of table \(index)")
      #expect(Self.same(table.fleiss, judged.fleiss), "Fleiss' kappa of table \(index)")
      #expect(Self.same(table.alpha(.nominal), judged.alpha), "alpha of table \(index)")
    }
  }

  @Test func `alpha over sets of codes is NLTK's`() throws {
    let tables = try OracleFile.read().sets
    #expect(tables.count >= 40)
    for (index, sets) in tables.enumerated() {
      let units = sets.units.map { $0.map { $0.map(Set.init) } }
      let table = try RatingTable(coders: sets.coders, units: units)
      #expect(Self.same(table.alpha(.masi()), sets.alpha), "table \(index)")
    }
  }

  private static func same(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) < 1e-9
  }
}
