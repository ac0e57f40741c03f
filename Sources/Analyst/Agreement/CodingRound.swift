// SPDX-License-Identifier: Apache-2.0

/// What several coders gave to the same units: a set of codes each, or nothing yet.
public struct CodingRound<Unit: Hashable & Sendable>: Sendable {
  /// The coders' names, in one order.
  public let coders: [String]
  /// What they decided: a place for each coder, nil where she has not coded the unit.
  public let decisions: [Unit: [Set<String>?]]
  /// In the same places, the codes on which a coder gave no judgement.
  private let unsure: [Unit: [Set<String>]]

  /// Puts the decisions of each coder beside each other.
  /// - Parameters:
  ///   - coders: each with what she gave.
  ///   - unsure: by name, of which codes a coder could not tell: neither given nor left out, so no judgement.
  public init(
    _ coders: [(name: String, decisions: [Unit: Set<String>])],
    unsure: [String: [Unit: Set<String>]] = [:]
  ) {
    self.coders = coders.map(\.name)
    var table: [Unit: [Set<String>?]] = [:]
    for (place, coder) in coders.enumerated() {
      for (unit, codes) in coder.decisions {
        table[unit, default: Array(repeating: nil, count: coders.count)][place] = codes
      }
    }
    decisions = table
    self.unsure = Dictionary(
      uniqueKeysWithValues: table.keys.map { unit in
        (unit, coders.map { unsure[$0.name]?[unit] ?? [] })
      })
  }

  /// How well they agree on each of these codes.
  /// - Throws: ``AgreementError/tooFewCoders``.
  public func agreement(
    on codes: [String], bootstrap: Bootstrap = Bootstrap()
  ) throws(AgreementError) -> [CodeAgreement] {
    let rows = self.rows
    var found: [CodeAgreement] = []
    for code in codes {
      let units = rows.map { row in row.map { place in place.flatMap { $0.says(code) } } }
      let table = try RatingTable(coders: coders.count, units: units)
      found.append(CodeAgreement(code, table, .nominal, bootstrap))
    }
    return found
  }

  /// How well they agree on the sets as a whole, by MASI; the code's name is empty.
  ///
  /// A code that a coder is not sure of is not in her set.
  /// - Throws: ``AgreementError/tooFewCoders``.
  public func agreementOverall(
    bootstrap: Bootstrap = Bootstrap()
  ) throws(AgreementError) -> CodeAgreement {
    let table = try RatingTable(coders: coders.count, units: rows.map { $0.map { $0?.codes } })
    return CodeAgreement("", table, .masi(), bootstrap)
  }

  /// The units on which two coders differ, each with the codes that some gave and others not.
  public var disagreements: [Unit: Set<String>] {
    places.compactMapValues { row in
      let said = row.compactMap(\.self)
      let given = said.reduce(into: Set<String>()) { $0.formUnion($1.codes) }
      let apart = given.filter { code in said.contains { $0.says(code) == false } }
      return apart.isEmpty ? nil : apart
    }
  }

  /// The coders who gave the same as this one on every unit that both judged, with five or more that have a code.
  ///
  /// So much alike are hardly two who decided apart: rather one person under two names, who would count twice.
  public func twins(of coder: String) -> [String] {
    guard let own = coders.firstIndex(of: coder) else { return [] }
    return coders.indices.filter { other in
      let both = decisions.values.compactMap { row -> (Set<String>, Set<String>)? in
        row[own].flatMap { mine in row[other].map { (mine, $0) } }
      }
      return coders[other] != coder && both.allSatisfy { $0 == $1 }
        && both.count { !$0.0.isEmpty } >= Self.leastAlike
    }.map { coders[$0] }
  }

  private static var leastAlike: Int { 5 }

  /// What one coder said of one unit.
  private struct Place {
    let codes: Set<String>
    let unsure: Set<String>

    init(_ codes: Set<String>, without unsure: Set<String>) {
      (self.codes, self.unsure) = (codes.subtracting(unsure), unsure)
    }

    /// Whether she gave the code; nil where she could not tell.
    func says(_ code: String) -> Bool? { unsure.contains(code) ? nil : codes.contains(code) }

    var key: String {
      [codes, unsure].map { $0.sorted().joined(separator: " ") }.joined(separator: "?")
    }
  }

  private var places: [Unit: [Place?]] {
    Dictionary(
      uniqueKeysWithValues: decisions.map { unit, row -> (Unit, [Place?]) in
        let doubts = unsure[unit] ?? row.map { _ in [] }
        let places = zip(row, doubts).map { codes, doubts in
          codes.map { Place($0, without: doubts) }
        }
        return (unit, places)
      })
  }

  /// In an order that does not depend on the run, so that a seeded interval is the same each time.
  private var rows: [[Place?]] {
    places.values.map { ($0, Self.key($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private static func key(_ row: [Place?]) -> String {
    row.map { $0?.key ?? "-" }.joined(separator: "|")
  }
}
