// SPDX-License-Identifier: Apache-2.0

/// How a coder's later decisions stand beside those that she had made before.
public struct Revision: Equatable, Sendable {
  /// One in so many may change before somebody is asked; of a few decisions, one.
  private static let oneIn = 10

  /// How many she had made before.
  public let earlier: Int
  /// How many of those are different now, or not there any more.
  public let changed: Int

  /// Counts what changed.
  public init<Unit>(of earlier: [Unit: Set<String>], by later: [Unit: Set<String>]) {
    self.earlier = earlier.count
    changed = earlier.count { later[$0.key] != $0.value }
  }

  /// Whether so little changed that one person may have changed her mind: a tenth of all, or one.
  ///
  /// The bound is ours: it lets second thoughts pass, and few pairs of readers give the same set of codes to nine of ten.
  public var isUsual: Bool { changed <= max(1, earlier / Self.oneIn) }
}
