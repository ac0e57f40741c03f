// SPDX-License-Identifier: Apache-2.0

/// How far apart two judgements are, from 0 for the same to 1 for nothing in common.
public struct Distance<Value: Hashable & Sendable>: Sendable {
  let between: @Sendable (Value, Value) -> Double

  /// A distance of one's own; it has to be symmetric, and 0 for equal values.
  public init(_ between: @escaping @Sendable (Value, Value) -> Double) { self.between = between }

  /// 0 for the same, 1 for anything else.
  public static var nominal: Distance { Distance { $0 == $1 ? 0 : 1 } }

  /// The distance of two sets of codes: 1 − Jaccard × monotonicity.
  ///
  /// Passonneau, R. (2006): Measuring agreement on set-valued items (MASI) for semantic and pragmatic
  /// annotation. LREC 2006. Two equal sets weigh 1, a set and a part of it 2/3, sets that overlap 1/3,
  /// others 0. Two empty sets are the same.
  public static func masi<Code>() -> Distance where Value == Set<Code> {
    Distance { one, other in
      guard one != other else { return 0 }
      let common = one.intersection(other).count
      guard common > 0 else { return 1 }
      let jaccard = Double(common) / Double(one.count + other.count - common)
      let isPart = common == min(one.count, other.count)
      return 1 - jaccard * (isPart ? 2 : 1) / 3
    }
  }
}
