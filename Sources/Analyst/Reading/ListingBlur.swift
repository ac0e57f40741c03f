// SPDX-License-Identifier: Apache-2.0

/// Leaves distressing sentences out of a listing, and counts them.
///
/// The rule and the mark of ``PlainPage``, for words that are no page of one testimony.
public struct ListingBlur: Sendable {
  private let distress: DistressList?
  private var found: Set<String> = []
  /// How many places were left out so far.
  public private(set) var count = 0

  /// Takes the words that warn of distress, or nil for a reader who wants to see everything.
  public init(_ distress: DistressList?) { self.distress = distress }

  /// Whether these words are left out; they are counted then.
  public mutating func leavesOut(_ words: String) -> Bool {
    guard let subjects = distress?.subjects(in: words), !subjects.isEmpty else { return false }
    count += 1
    found.formUnion(subjects.map(\.id))
    return true
  }

  /// The words, or the mark that stands in their place.
  public mutating func shown(_ words: String) -> String {
    leavesOut(words) ? PlainPage.leftOut : words
  }

  /// What is said of what was left out, and how it is brought back.
  /// - Parameter way: what somebody types to see it.
  /// - Returns: a line without words of it, or nil where nothing was left out.
  public func warning(_ way: String) -> String? {
    guard let distress, count > 0 else { return nil }
    let subjects = distress.subjects.filter { found.contains($0.id) }
    return Blur.told(subjects, in: count, "place") + " " + Blur.leftOut(count, way)
  }
}
