// SPDX-License-Identifier: Apache-2.0

/// A fraction in lowest terms, not negative; privacy budgets are added up without rounding.
public struct Rational: Codable, Hashable, Comparable, Sendable {
  /// The upper part, 0 or more.
  public let numerator: Int
  /// The lower part, 1 or more.
  public let denominator: Int

  /// A fraction; nothing when it is negative or its lower part is not positive.
  public init?(_ numerator: Int, over denominator: Int) {
    guard numerator >= 0, denominator > 0 else { return nil }
    self.init(reducing: numerator, denominator)
  }

  /// A whole number, 0 or more, as a fraction.
  public init(_ whole: UInt16) { (numerator, denominator) = (Int(whole), 1) }

  private init(reducing numerator: Int, _ denominator: Int) {
    let divisor = Swift.max(1, Self.divisor(numerator, denominator))
    (self.numerator, self.denominator) = (numerator / divisor, denominator / divisor)
  }

  /// Reads both parts again under the same limits as ``init(_:over:)``.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    let upper = try parts.decode(Int.self, forKey: .numerator)
    let lower = try parts.decode(Int.self, forKey: .denominator)
    guard let value = Self(upper, over: lower) else {
      throw DecodingError.dataCorruptedError(
        forKey: .denominator, in: parts, debugDescription: "not a fraction")
    }
    self = value
  }

  /// The exact sum.
  public static func + (left: Self, right: Self) -> Self {
    Self(
      reducing: left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact product.
  public static func * (left: Self, right: Self) -> Self {
    Self(
      reducing: left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// Whether the left fraction is the smaller one.
  public static func < (left: Self, right: Self) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  // Euclid.
  private static func divisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : divisor(right, left % right)
  }
}
