// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing
import TransparencyLog

/// The tree against the answers that Certificate Transparency's own tests carry, and against RFC 6962 word by word.
@Suite struct MerkleTreeTests {
  /// The leaves of the known answers, in hexadecimal.
  static let known = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ]

  static func leaves(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Digest.sha256([7, UInt8($0 >> 8), UInt8($0 & 255)]) }
  }

  /// MTH as RFC 6962 §2.1 writes it down.
  static func plainRoot(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    guard let first = leaves.first else { return Digest.sha256([]) }
    guard leaves.count > 1 else { return Digest.sha256([0] + first) }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return Digest.sha256(
      [1] + plainRoot(leaves.prefix(half)) + plainRoot(leaves.dropFirst(half)))
  }

  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
  ])
  func `the roots are the known ones`(size: Int, root: String) throws {
    let leaves = try Self.known.map { try #require(Hex.bytes($0)) }
    #expect(Hex.text(MerkleTree(leaves: Array(leaves.prefix(size))).root) == root)
    #expect(MerkleTree(leaves: leaves).root(ofFirst: size).map(Hex.text) == root)
  }

  @Test(arguments: 0...33)
  func `a root is what the standard's own recursion gives`(size: Int) {
    let leaves = Self.leaves(33)
    #expect(
      MerkleTree(leaves: Array(leaves.prefix(size))).root == Self.plainRoot(leaves.prefix(size)))
    #expect(MerkleTree(leaves: leaves).root(ofFirst: size) == Self.plainRoot(leaves.prefix(size)))
  }

  @Test(arguments: 1...33)
  func `every leaf is shown to be in, and at no other place`(size: Int) throws {
    let leaves = Self.leaves(size)
    let tree = MerkleTree(leaves: leaves)
    for (index, leaf) in leaves.enumerated() {
      #expect(tree.index(of: leaf) == index)
      let path = try #require(tree.path(of: index))
      for claimed in 0..<(size + 2) {
        let included = MerkleProof.includes(
          leaf, at: claimed, of: size, path: path, root: tree.root)
        #expect(included == (claimed == index), "\(claimed) for \(index)")
      }
      #expect(!MerkleProof.includes(leaf, at: -1, of: size, path: path, root: tree.root))
    }
  }

  @Test(arguments: 1...33)
  func `a path with anything changed shows nothing`(size: Int) throws {
    let leaves = Self.leaves(size)
    let tree = MerkleTree(leaves: leaves)
    for (index, leaf) in leaves.enumerated() {
      let path = try #require(tree.path(of: index))
      for wrong in Spoiled.all(path) {
        #expect(!MerkleProof.includes(leaf, at: index, of: size, path: wrong, root: tree.root))
      }
      let other = Digest.sha256(leaf)
      #expect(!MerkleProof.includes(other, at: index, of: size, path: path, root: tree.root))
      #expect(!MerkleProof.includes(leaf, at: index, of: size, path: path, root: other))
    }
  }

  // A node must not pass for a leaf: that is what the first byte is for.
  @Test func `an inner node is not a leaf`() throws {
    let leaves = Self.leaves(4)
    let tree = MerkleTree(leaves: leaves)
    let inside = leaves.prefix(2).map { Digest.sha256([0] + $0) }.reduce([], +)
    let path = try #require(tree.path(of: 0)?.last)
    #expect(!MerkleProof.includes(inside, at: 0, of: 2, path: [path], root: tree.root))
  }

  @Test func `what is not in the log has no place and no path`() {
    let tree = MerkleTree(leaves: Self.leaves(5))
    #expect(tree.index(of: [1]) == nil)
    #expect(tree.path(of: 5) == nil)
    #expect(tree.path(of: -1) == nil)
    #expect(tree.root(ofFirst: 6) == nil)
    #expect(tree.root(ofFirst: -1) == nil)
    #expect(tree.consistency(from: 6) == nil)
    #expect(tree.consistency(from: -1) == nil)
    #expect(MerkleTree(leaves: []).path(of: 0) == nil)
    #expect(MerkleTree(leaves: []).consistency(from: 0) == [])
  }
}
