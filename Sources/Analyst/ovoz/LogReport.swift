// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TransparencyLog

/// What was checked of a log, and found in order.
struct LogReport: Encodable {
  let campaign: String
  let log: Head
  let before: Head?
  let remembered: Head?
  let proofs: [Proof]

  /// What a checkpoint says.
  struct Head: Encodable {
    let leaves: Int
    let period: UInt32
    let root: String

    init(_ checkpoint: Checkpoint) {
      (leaves, period) = (checkpoint.size, checkpoint.period)
      root = Hex.text(checkpoint.root)
    }

    var spoken: String { leaves == 1 ? "1 leaf" : "\(leaves) leaves" }
  }

  /// A leaf that was looked for; `place` counts from 1.
  struct Proof: Encodable {
    let kind: String
    let leaf: String
    let place: Int?
  }

  init(
    campaign: String, _ newer: VerifiedLog, before: VerifiedLog?, remembered: SignedCheckpoint?,
    wanted: LeafList?
  ) {
    self.campaign = campaign
    log = Head(newer.checkpoint)
    self.before = before.map { Head($0.checkpoint) }
    self.remembered = remembered.map { Head($0.checkpoint) }
    proofs = (wanted?.entries ?? []).map {
      Proof(
        kind: $0.kind, leaf: Hex.text($0.leaf), place: newer.tree.index(of: $0.leaf).map { $0 + 1 })
    }
  }

  /// Prints it for people.
  func show() {
    print("campaign:    \(campaign)")
    print("signature:   by the intake key that this vault trusts")
    print(
      "leaves:      \(log.spoken), up to period \(log.period); they make the root that was signed")
    if let before {
      print("before:      \(before.spoken), up to period \(before.period); \(Self.kept(before))")
    }
    if let remembered {
      print(
        "remembered:  \(remembered.spoken), up to period \(remembered.period); \(Self.kept(remembered))"
      )
    } else {
      print("remembered:  nothing until now; from now on, this log")
    }
    print("root:        \(Hex.groups(Hex.bytes(log.root) ?? []))")
    for proof in proofs {
      let place = proof.place.map { "in the log, number \($0)" } ?? "not in the log"
      print("\(proof.kind) \(proof.leaf.prefix(8))…: \(place)")
    }
  }

  private static func kept(_ head: Head) -> String {
    head.leaves == 0 ? "nothing to keep" : "the log still begins with them"
  }
}
