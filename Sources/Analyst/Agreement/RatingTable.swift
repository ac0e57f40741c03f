// SPDX-License-Identifier: Apache-2.0

/// What each coder said about each unit; nil where a coder said nothing.
public struct RatingTable<Value: Hashable & Sendable>: Sendable {
  /// How many coders there are; at least two.
  public let coders: Int
  /// One row for each unit, with as many places as there are coders.
  public let units: [[Value?]]

  /// A table of units, each with a place for every coder.
  /// - Throws: ``AgreementError``, where there are too few coders or a row is longer than others.
  public init(coders: Int, units: [[Value?]]) throws(AgreementError) {
    guard coders >= 2 else { throw .tooFewCoders }
    guard units.allSatisfy({ $0.count == coders }) else { throw .raggedTable }
    self.coders = coders
    self.units = units
  }

  /// How many units were judged by two coders or more: only those say anything of agreement.
  public var pairable: Int { units.count { $0.count { $0 != nil } >= 2 } }

  /// The units that every coder judged.
  var complete: [[Value]] { units.map { $0.compactMap(\.self) }.filter { $0.count == coders } }
}
