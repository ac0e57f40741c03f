// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// A whole log as a text: its checkpoint, an empty line, and one leaf a line (LogFormat §4).
public struct LogFile: Equatable, Sendable {
  /// What the intake says of the leaves.
  public let checkpoint: SignedCheckpoint
  /// The leaves in the log's order, 32 bytes each.
  public let leaves: [[UInt8]]

  private static let lineEnd = UInt8(ascii: "\n")
  private static let leafLine = 2 * LogLeaf.length + 1

  /// The text of a log.
  public static func text(checkpoint: String, leaves: [[UInt8]]) -> String {
    leaves.reduce(into: checkpoint + "\n") { $0 += Hex.text($1) + "\n" }
  }

  /// Reads a log; says nothing yet of whether it is trusted.
  public init(_ bytes: [UInt8]) throws(LogError) {
    guard let body = Self.emptyLine(in: bytes[...]),
      let note = Self.emptyLine(in: bytes[body...])
    else { throw .malformed(line: bytes.count { $0 == Self.lineEnd } + 1) }
    guard let text = String(validating: bytes[..<note], as: UTF8.self) else {
      throw .malformed(line: 1)
    }
    checkpoint = try SignedCheckpoint(text)
    let line = bytes[..<note].count { $0 == Self.lineEnd } + 2
    leaves = try Self.leaves(bytes[(note + 1)...], firstLine: line)
  }

  /// Checks campaign, signature, size and root; gives the tree over the leaves.
  public func verify(of campaign: [UInt8], by intake: [UInt8]) throws(LogError) -> MerkleTree {
    try checkpoint.check(of: campaign, by: intake)
    let said = checkpoint.checkpoint
    guard said.size == leaves.count else { throw .wrongSize }
    let tree = MerkleTree(leaves: leaves)
    guard tree.root == said.root else { throw .wrongRoot }
    return tree
  }

  /// Where the empty line that follows the first full line starts.
  private static func emptyLine(in bytes: ArraySlice<UInt8>) -> Int? {
    var previous: UInt8?
    for (index, byte) in zip(bytes.indices, bytes) {
      if byte == lineEnd, previous == lineEnd { return index }
      previous = byte
    }
    return nil
  }

  private static func leaves(
    _ bytes: ArraySlice<UInt8>, firstLine: Int
  ) throws(LogError) -> [[UInt8]] {
    var leaves: [[UInt8]] = []
    leaves.reserveCapacity(bytes.count / leafLine)
    var rest = bytes
    while !rest.isEmpty {
      guard let line = rest.take(leafLine), let leaf = leaf(line) else {
        throw .malformed(line: firstLine + leaves.count)
      }
      leaves.append(leaf)
    }
    return leaves
  }

  private static func leaf(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.last == lineEnd else { return nil }
    let digits = line.dropLast()
    guard !digits.contains(where: { $0 < 97 && $0 > 57 }) else { return nil }
    return Hex.bytes(String(decoding: digits, as: UTF8.self))
  }
}

extension MerkleTree {
  /// Checks that this log goes on from what was seen of it before.
  public func checkGoesOn(
    from older: Checkpoint, to newer: Checkpoint
  ) throws(LogError) {
    guard older.campaign == newer.campaign else { throw .otherCampaign }
    guard older.size <= size, older.period <= newer.period else { throw .rolledBack }
    guard root(ofFirst: older.size) == older.root else { throw .forked }
  }
}
