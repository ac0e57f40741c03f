// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing
import TransparencyLog

@Suite struct ConsistencyTests {
  // The worked example of RFC 6962 §2.1.3: a tree of seven leaves, seen before at three, four and six.
  @Test func `the proofs are those of the standard's example`() throws {
    let leaves = MerkleTreeTests.leaves(7)
    let tree = MerkleTree(leaves: leaves)
    let hash = { (range: Range<Int>) in MerkleTreeTests.plainRoot(leaves[range]) }
    #expect(tree.path(of: 0) == [hash(1..<2), hash(2..<4), hash(4..<7)])
    #expect(tree.path(of: 3) == [hash(2..<3), hash(0..<2), hash(4..<7)])
    #expect(tree.path(of: 4) == [hash(5..<6), hash(6..<7), hash(0..<4)])
    #expect(tree.path(of: 6) == [hash(4..<6), hash(0..<4)])
    #expect(
      tree.consistency(from: 3) == [hash(2..<3), hash(3..<4), hash(0..<2), hash(4..<7)])
    #expect(tree.consistency(from: 4) == [hash(4..<7)])
    #expect(tree.consistency(from: 6) == [hash(4..<6), hash(6..<7), hash(0..<4)])
  }

  @Test(arguments: 0...33)
  func `every log goes on from every earlier one, and is not shown to from any other`(
    size: Int
  ) throws {
    let tree = MerkleTree(leaves: MerkleTreeTests.leaves(size))
    for old in 0...size {
      let before = try #require(tree.root(ofFirst: old))
      let proof = try #require(tree.consistency(from: old))
      for claimed in 0...(size + 1) {
        let extends = MerkleProof.extends(from: claimed, before, to: size, tree.root, proof: proof)
        #expect(extends == (claimed == old), "\(claimed) for \(old)")
      }
      #expect(!MerkleProof.extends(from: -1, before, to: size, tree.root, proof: proof))
    }
  }

  @Test(arguments: 1...33)
  func `a proof with anything changed shows nothing`(size: Int) throws {
    let tree = MerkleTree(leaves: MerkleTreeTests.leaves(size))
    let other = Digest.sha256([])
    for old in 1...size {
      let before = try #require(tree.root(ofFirst: old))
      let proof = try #require(tree.consistency(from: old))
      for wrong in Spoiled.all(proof) {
        #expect(!MerkleProof.extends(from: old, before, to: size, tree.root, proof: wrong))
      }
      #expect(!MerkleProof.extends(from: old, other, to: size, tree.root, proof: proof))
      #expect(!MerkleProof.extends(from: old, before, to: size, other, proof: proof))
    }
  }

  @Test(arguments: 1...33)
  func `a log that changed or left out one old leaf is forked`(size: Int) throws {
    let leaves = MerkleTreeTests.leaves(size)
    let older = Checkpoint(
      campaign: [1], size: size, root: MerkleTree(leaves: leaves).root, period: 1)
    for index in leaves.indices {
      var changed = leaves + MerkleTreeTests.leaves(40).suffix(3)
      changed[index][0] ^= 1
      var without = leaves + MerkleTreeTests.leaves(40).suffix(3)
      without.remove(at: index)
      for fork in [changed, without] {
        let tree = MerkleTree(leaves: fork)
        let newer = Checkpoint(campaign: [1], size: tree.size, root: tree.root, period: 2)
        #expect(throws: LogError.forked) { try tree.checkGoesOn(from: older, to: newer) }
      }
    }
  }

  @Test func `a shorter log, or one of an earlier period, was rolled back`() throws {
    let leaves = MerkleTreeTests.leaves(6)
    let tree = MerkleTree(leaves: leaves)
    let older = Checkpoint(campaign: [1], size: 6, root: tree.root, period: 4)
    try tree.checkGoesOn(from: older, to: older)
    let earlier = Checkpoint(campaign: [1], size: 6, root: tree.root, period: 3)
    #expect(throws: LogError.rolledBack) { try tree.checkGoesOn(from: older, to: earlier) }
    let shorter = MerkleTree(leaves: Array(leaves.dropLast()))
    let less = Checkpoint(campaign: [1], size: 5, root: shorter.root, period: 5)
    #expect(throws: LogError.rolledBack) { try shorter.checkGoesOn(from: older, to: less) }
    let other = Checkpoint(campaign: [2], size: 6, root: tree.root, period: 4)
    #expect(throws: LogError.otherCampaign) { try tree.checkGoesOn(from: older, to: other) }
  }
}
