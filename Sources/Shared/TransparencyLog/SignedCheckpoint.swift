// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// A checkpoint with the signatures under it, read strictly: one text for one checkpoint (LogFormat §3).
public struct SignedCheckpoint: Equatable, Sendable {
  static let origin = "ovoz log "
  static let periodWord = "period "
  static let linesBeforeSignatures = 5
  /// More than a log and its witnesses need, fewer than would keep a reader busy.
  static let mostSignatures = 16

  /// What is said.
  ///
  /// It is worth nothing before ``check(of:by:)``.
  public let checkpoint: Checkpoint
  /// The whole text, as it was read.
  public let text: String
  let signatures: [NoteSignature]

  /// Reads a checkpoint's text, to its last line end.
  public init(_ text: String) throws(LogError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    checkpoint = try Self.body(lines)
    signatures = try Self.signatures(lines)
    self.text = text
  }

  /// Checks that the checkpoint is of this campaign and signed by this intake key.
  ///
  /// Signatures by keys that nobody told us of are passed over, as the note's format wants it.
  public func check(of campaign: [UInt8], by intake: [UInt8]) throws(LogError) {
    guard checkpoint.campaign == campaign else { throw .otherCampaign }
    let own = signatures.filter { $0.isBy(intake) }
    guard !own.isEmpty else { throw .otherIntake }
    for signature in own {
      let bytes = Array(signature.bytes.dropFirst(4))
      let message = Array(checkpoint.text.utf8)
      guard (try? Signing.check(bytes, over: message, by: intake)) != nil else {
        throw .badSignature
      }
    }
  }

  private static func body(_ lines: [String]) throws(LogError) -> Checkpoint {
    guard lines.count > 4 else { throw .malformed(line: lines.count) }
    guard lines[0].hasPrefix(origin), let campaign = Hex.bytes(lines[0].dropFirst(origin.count)),
      campaign.count == 16
    else { throw .malformed(line: 1) }
    guard let size = Int(lines[1]), size >= 0 else { throw .malformed(line: 2) }
    guard let root = Data(base64Encoded: lines[2]), root.count == Digest.length else {
      throw .malformed(line: 3)
    }
    guard lines[3].hasPrefix(periodWord), let period = UInt32(lines[3].dropFirst(periodWord.count))
    else { throw .malformed(line: 4) }
    let checkpoint = Checkpoint(campaign: campaign, size: size, root: Array(root), period: period)
    try checkSpelling(lines, of: checkpoint)
    return checkpoint
  }

  /// A number or a root can be spelled in several ways; only the writer's own is taken.
  private static func checkSpelling(
    _ lines: [String], of checkpoint: Checkpoint
  ) throws(LogError) {
    let ours = (checkpoint.text).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, own)) in zip(lines, ours).enumerated()
    where !line.utf8.elementsEqual(own.utf8) {
      throw .malformed(line: number + 1)
    }
  }

  private static func signatures(_ lines: [String]) throws(LogError) -> [NoteSignature] {
    let given = lines.dropFirst(linesBeforeSignatures)
    guard given.last == "" else { throw .malformed(line: lines.count) }
    var signatures: [NoteSignature] = []
    for (index, line) in zip(given.indices, given.dropLast()) {
      guard let signature = NoteSignature(line: line), signatures.count < mostSignatures else {
        throw .malformed(line: index + 1)
      }
      signatures.append(signature)
    }
    guard !signatures.isEmpty else { throw .malformed(line: linesBeforeSignatures + 1) }
    return signatures
  }
}
