// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// The two hashes of the tree, kept apart by their first byte (RFC 6962 §2.1).
enum MerkleHash {
  /// The root of a tree without leaves.
  static let empty = Digest.sha256([])

  static func leaf(_ bytes: [UInt8]) -> [UInt8] { Digest.sha256([0] + bytes) }

  static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    Digest.sha256([1] + left + right)
  }

  /// The largest power of two below a count of two or more.
  static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

/// Checks of what a log claims, from a root alone (RFC 9162 §2.1.3.2 and §2.1.4.2).
public enum MerkleProof {
  /// Whether `path` shows that `leaf` is number `index` of the `size` leaves under `root`.
  public static func includes(
    _ leaf: [UInt8], at index: Int, of size: Int, path: [[UInt8]], root: [UInt8]
  ) -> Bool {
    guard index >= 0, index < size, allHashes(path) else { return false }
    var (place, last) = (index, size - 1)
    var hash = MerkleHash.leaf(leaf)
    for step in path {
      guard last > 0 else { return false }
      if isRight(place, last) {
        hash = MerkleHash.node(step, hash)
        climb(&place, &last)
      } else {
        hash = MerkleHash.node(hash, step)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Whether `proof` shows that the newer log begins with all leaves of the older, in their order.
  public static func extends(
    from oldSize: Int, _ oldRoot: [UInt8], to size: Int, _ root: [UInt8], proof: [[UInt8]]
  ) -> Bool {
    guard oldSize > 0 else {
      return oldSize == 0 && size >= 0 && proof.isEmpty && oldRoot == MerkleHash.empty
        && (size > 0 || root == oldRoot)
    }
    guard oldSize < size else { return oldSize == size && proof.isEmpty && oldRoot == root }
    guard allHashes(proof), !proof.isEmpty else { return false }
    // A full branch is not sent: it is the older root itself.
    let steps = oldSize & (oldSize - 1) == 0 ? [oldRoot] + proof : proof
    return joins(steps, from: oldSize, oldRoot, to: size, root)
  }

  private static func joins(
    _ steps: [[UInt8]], from oldSize: Int, _ oldRoot: [UInt8], to size: Int, _ root: [UInt8]
  ) -> Bool {
    var (place, last) = (oldSize - 1, size - 1)
    let shared = (~place).trailingZeroBitCount
    (place, last) = (place >> shared, last >> shared)
    var (old, new) = (steps[0], steps[0])
    for step in steps.dropFirst() {
      guard last > 0 else { return false }
      if isRight(place, last) {
        (old, new) = (MerkleHash.node(step, old), MerkleHash.node(step, new))
        climb(&place, &last)
      } else {
        new = MerkleHash.node(new, step)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && old == oldRoot && new == root
  }

  /// Whether the next hash of a path stands on the left.
  private static func isRight(_ place: Int, _ last: Int) -> Bool { place & 1 == 1 || place == last }

  /// Passes the levels on which the last node has no neighbour.
  private static func climb(_ place: inout Int, _ last: inout Int) {
    while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
  }

  private static func allHashes(_ path: [[UInt8]]) -> Bool {
    path.allSatisfy { $0.count == Digest.length }
  }
}
