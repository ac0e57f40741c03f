// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Sealing
import TestimonyModel

extension OpenVault {
  /// Hands one answer of one testimony on to a second reader; the access log says which and to whom.
  /// - Throws: ``VaultError/unknownQuestion``, ``VaultError/unknownRecord``; ``VaultError/grantUnreadable`` where
  ///   the testimony does not open.
  public func grant(
    _ questionID: String, of record: [UInt8], to card: ReaderCard
  ) throws(VaultError) -> FieldGrant {
    guard let index = campaign.form.questions.firstIndex(where: { $0.id == questionID }) else {
      throw .unknownQuestion
    }
    let sealed = try sealed(record)
    let grant: FieldGrant
    do {
      let fieldKey = try opener.fieldKey(questionID, of: sealed)
      grant = try FieldGrant(
        fieldKey, of: sealed, index: index, campaign: campaign, to: card,
        ephemeral: KeyAgreement.PrivateKey())
    } catch { throw .grantUnreadable }
    try store.log(.fieldShared, about: "\(Hex.text(record)) \(questionID) \(card.name)")
    return grant
  }
}
