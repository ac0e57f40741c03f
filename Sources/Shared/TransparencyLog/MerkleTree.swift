// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// The hash tree over a log's leaves (RFC 6962 §2.1; LogFormat §2).
///
/// Every level is kept: a path is then looked up, not computed, and so takes as long for one leaf as for another.
public struct MerkleTree: Sendable {
  /// `levels[0]` holds the leaves' hashes; a last node without a neighbour goes up unchanged.
  private let levels: [[[UInt8]]]

  /// Takes the leaves in the log's order.
  public init(leaves: [[UInt8]]) {
    var levels = [leaves.map(MerkleHash.leaf)]
    while let below = levels.last, below.count > 1 {
      levels.append(
        stride(from: 0, to: below.count, by: 2).map { left in
          left + 1 < below.count ? MerkleHash.node(below[left], below[left + 1]) : below[left]
        })
    }
    self.levels = levels
  }

  /// How many leaves there are.
  public var size: Int { levels[0].count }

  /// The root over all leaves.
  public var root: [UInt8] { levels.last?.first ?? MerkleHash.empty }

  /// The root that the log had when it was `size` leaves long; nil where it never was that long.
  public func root(ofFirst size: Int) -> [UInt8]? {
    guard (0...self.size).contains(size) else { return nil }
    guard size > 0 else { return MerkleHash.empty }
    return head(of: size)
  }

  /// Where a leaf stands; nil where it is not in the log.
  ///
  /// Goes through all leaves, found or not, so that the time tells nothing.
  public func index(of leaf: [UInt8]) -> Int? {
    let hash = MerkleHash.leaf(leaf)
    var found: Int?
    for (index, other) in levels[0].enumerated() where MAC.equal(other, hash) { found = index }
    return found
  }

  /// The hashes by which a leaf is shown to be under the root; nil where there is no such leaf.
  public func path(of index: Int) -> [[UInt8]]? {
    guard levels[0].indices.contains(index) else { return nil }
    return levels.enumerated().compactMap { height, level in
      let neighbour = (index >> height) ^ 1
      return neighbour < level.count ? level[neighbour] : nil
    }
  }

  /// The hashes by which this tree is shown to begin with an older one of `oldSize` leaves; nil where it was
  /// never that long.
  public func consistency(from oldSize: Int) -> [[UInt8]]? {
    guard (0...size).contains(oldSize) else { return nil }
    guard oldSize > 0, oldSize < size else { return [] }
    return subproof(oldSize, 0..<size, whole: true)
  }

  /// SUBPROOF of RFC 6962 §2.1.2; `old` counts from the log's first leaf.
  private func subproof(_ old: Int, _ range: Range<Int>, whole: Bool) -> [[UInt8]] {
    guard old < range.upperBound else { return whole ? [] : [node(over: range)] }
    let middle = range.lowerBound + MerkleHash.split(range.count)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    return old <= middle
      ? subproof(old, left, whole: whole) + [node(over: right)]
      : subproof(old, right, whole: false) + [node(over: left)]
  }

  /// The hash over a range that is one of the tree's own branches.
  private func node(over range: Range<Int>) -> [UInt8] {
    let height = Int.bitWidth - (range.count - 1).leadingZeroBitCount
    return levels[height][range.lowerBound >> height]
  }

  /// The root over the first leaves, out of the full branches that cover them.
  private func head(of size: Int) -> [UInt8] {
    var start = 0
    var branches: [[UInt8]] = []
    while start < size {
      let height = Int.bitWidth - 1 - (size - start).leadingZeroBitCount
      branches.append(levels[height][start >> height])
      start += 1 << height
    }
    let last = branches.removeLast()
    return branches.reversed().reduce(last) { MerkleHash.node($1, $0) }
  }
}
