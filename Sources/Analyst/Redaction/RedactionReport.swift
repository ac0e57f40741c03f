// SPDX-License-Identifier: Apache-2.0

/// How much was replaced, in counts only.
public struct RedactionReport: Equatable, Sendable {
  /// How many marks of each kind; a kind without marks is absent.
  public private(set) var byKind: [RedactionKind: Int] = [:]
  /// How many marks each rule gave; a rule without marks is absent.
  public private(set) var byRule: [String: Int] = [:]
  /// How many marks a person should look at.
  public private(set) var doubtful = 0
  /// How many parts stay that the cautious layer points at.
  public private(set) var pointed = 0

  /// An empty report, to which texts are added.
  public init() {}

  /// A report on some marks.
  public init(_ marks: [RedactionMark]) {
    add(marks)
  }

  /// How many marks in all.
  public var total: Int { byKind.values.reduce(0, +) }

  /// Counts a further text's marks.
  public mutating func add(_ marks: [RedactionMark]) {
    for mark in marks {
      byKind[mark.kind, default: 0] += 1
      byRule[mark.rule, default: 0] += 1
      doubtful += mark.certainty == .doubtful ? 1 : 0
    }
  }

  /// Counts what the cautious layer points at in a further text.
  public mutating func add(_ pointed: [PointedPart]) {
    self.pointed += pointed.count
  }
}
