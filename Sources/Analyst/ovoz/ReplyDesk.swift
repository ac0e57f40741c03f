// SPDX-License-Identifier: Apache-2.0

import Answering
import CryptoPrimitives
import TestimonyModel
import Vault

/// Replies to single testimonies: stored sealed in the vault, sealed again to the receipt when they are published.
struct ReplyDesk {
  let vault: OpenVault

  /// Stores a reply, or says why this testimony can have none; true where it takes another's place.
  func keep(_ text: String, for record: [UInt8]) throws -> Bool {
    let text = try SealedReply.cleaned(text)
    // Sealed once for the check alone: a reply that could not be published is not stored.
    _ = try seal(text, for: record)
    let replaces = try vault.decision(.reply, for: record) != nil
    try vault.decide(.reply, Array(text.utf8), for: record)
    try vault.store.log(.replied, about: Hex.text(record))
    return replaces
  }

  /// Takes a reply back; false where there was none.
  func delete(for record: [UInt8]) throws -> Bool {
    guard try vault.undecide(.reply, for: record) else { return false }
    try vault.store.log(.replyDeleted, about: Hex.text(record))
    return true
  }

  /// All replies, each with its testimony's id.
  func texts() throws -> [(record: [UInt8], text: String)] {
    try vault.records(with: .reply).compactMap { record in
      try vault.decision(.reply, for: record).map { (record, String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// All replies, each sealed to its receipt.
  func sealed() throws -> [SealedReply] {
    try texts().map { try seal($0.text, for: $0.record) }
  }

  private func seal(_ text: String, for record: [UInt8]) throws -> SealedReply {
    try SealedReply(text, key: SecretBytes(copying: replyKey(of: record)))
  }

  private func replyKey(of record: [UInt8]) throws -> [UInt8] {
    guard case .success(let testimony) = try vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    guard let key = testimony.consent.replyKey else {
      throw Failure(
        "whoever wrote this took no receipt, so no reply could reach them",
        hint: "answer everybody with `ovoz answer publish`")
    }
    return key
  }
}
