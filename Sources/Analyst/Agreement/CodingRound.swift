// SPDX-License-Identifier: Apache-2.0

/// What several coders gave to the same units: a set of codes each, or nothing yet.
public struct CodingRound<Unit: Hashable & Sendable>: Sendable {
  /// The coders' names, in one order.
  public let coders: [String]
  /// What they decided: a place for each coder, nil where she has not coded the unit.
  public let decisions: [Unit: [Set<String>?]]

  /// Puts the decisions of each coder beside each other.
  public init(_ coders: [(name: String, decisions: [Unit: Set<String>])]) {
    self.coders = coders.map(\.name)
    var table: [Unit: [Set<String>?]] = [:]
    for (place, coder) in coders.enumerated() {
      for (unit, codes) in coder.decisions {
        table[unit, default: Array(repeating: nil, count: coders.count)][place] = codes
      }
    }
    decisions = table
  }

  /// How well they agree on each of these codes.
  /// - Throws: ``AgreementError/tooFewCoders``.
  public func agreement(
    on codes: [String], bootstrap: Bootstrap = Bootstrap()
  ) throws(AgreementError) -> [CodeAgreement] {
    var found: [CodeAgreement] = []
    for code in codes {
      let units = rows.map { $0.map { $0.map { $0.contains(code) } } }
      let table = try RatingTable(coders: coders.count, units: units)
      found.append(CodeAgreement(code, table, .nominal, bootstrap))
    }
    return found
  }

  /// How well they agree on the sets as a whole, by MASI; the code's name is empty.
  /// - Throws: ``AgreementError/tooFewCoders``.
  public func agreementOverall(
    bootstrap: Bootstrap = Bootstrap()
  ) throws(AgreementError) -> CodeAgreement {
    let table = try RatingTable(coders: coders.count, units: rows)
    return CodeAgreement("", table, .masi(), bootstrap)
  }

  /// The units on which two coders differ, each with the codes that some gave and others not.
  public var disagreements: [Unit: Set<String>] {
    decisions.compactMapValues { places in
      let said = places.compactMap(\.self)
      guard said.count >= 2, let first = said.first else { return nil }
      let any = said.reduce(first) { $0.union($1) }
      let apart = any.subtracting(said.reduce(first) { $0.intersection($1) })
      return apart.isEmpty ? nil : apart
    }
  }

  /// In an order that does not depend on the run, so that a seeded interval is the same each time.
  private var rows: [[Set<String>?]] {
    decisions.values.map { ($0, Self.key($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private static func key(_ row: [Set<String>?]) -> String {
    row.map { $0.map { $0.sorted().joined(separator: " ") } ?? "-" }.joined(separator: "|")
  }
}
