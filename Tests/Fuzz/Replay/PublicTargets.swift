// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TestimonyModel
import TransparencyLog

@testable import Answering
@testable import PageManifest

extension FuzzTarget {
  /// The public log, as an intake serves it.
  static let log = FuzzTarget(name: "log") { bytes in
    guard let file = try? LogFile(bytes) else { return false }
    let tree = MerkleTree(leaves: file.leaves)
    let said = file.checkpoint.checkpoint
    _ = tree.root(ofFirst: said.size)
    _ = tree.path(of: said.size)
    _ = tree.consistency(from: said.size)
    _ = try? file.verify(of: said.campaign, by: [UInt8](repeating: 1, count: 32))
    return true
  } seeds: {
    let leaves = (0..<3).map { [UInt8](repeating: $0, count: 32) }
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: Fixed.shared.get().intakeSeed))
    let checkpoint = Checkpoint(
      campaign: [UInt8](repeating: 7, count: 16), size: 3, root: MerkleTree(leaves: leaves).root,
      period: 2)
    return [Array(LogFile.text(checkpoint: try checkpoint.signed(by: key), leaves: leaves).utf8)]
  }

  /// What a hostile intake can sign of its pages.
  static let manifest = FuzzTarget(name: "manifest") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? Manifest(text, signedBy: [UInt8](repeating: 1, count: 32))
    guard let manifest = try? ManifestReader.read(text) else { return false }
    return !manifest.text.isEmpty
  } seeds: {
    let reply = ServedReply(
      status: 200, fields: [.init("Before", "one: two")], body: [UInt8](repeating: 48, count: 64))
    guard let day = Day("2026-12-01") else { throw PageManifestError.cannotSign }
    let manifest = Manifest(
      campaign: [UInt8](repeating: 7, count: 16), fingerprint: [UInt8](repeating: 1, count: 32),
      day: day, pages: [PageEntry("/?lang=tg", reply, holes: [8..<40])],
      answers: [AnswerEntry("thanks?tg", body: [1, 2])])
    return [Array(manifest.text.utf8)]
  }

  /// The organisers' answer behind its signature, and the file around it.
  static let answer = FuzzTarget(name: "answer") { bytes in
    if let campaign = try? Fixed.shared.get().campaign {
      _ = try? PublishedAnswer(bytes, of: campaign)
    }
    guard let answer = try? AnswerJSON.answer(bytes[...]) else { return false }
    return !answer.points.isEmpty
  } seeds: {
    let words = #"{"tg":"a","ru":"a","uz":"a","en":"a","prs":"a"}"#
    let decided = #"{"heard":\#(words),"decided":\#(words),"owner":\#(words),"by":"2027-01-01"}"#
    let refused = #"{"heard":\#(words),"refused":\#(words),"why":\#(words)}"#
    let page = #"{"from":\#(words),"day":"2026-12-01","points":[\#(decided),\#(refused)]}"#
    return [Array(page.utf8)]
  }
}
