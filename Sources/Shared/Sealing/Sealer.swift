// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import TestimonyModel

/// Seals testimonies to a campaign's key (SealedTestimonyFormat §5); nothing here can open.
public struct Sealer: Sendable {
  private let campaign: Campaign

  /// Seals to a campaign, whose key was checked when its file was read.
  public init(campaign: Campaign) { self.campaign = campaign }

  /// Seals with a fresh encapsulation.
  public func seal(
    _ testimony: Testimony, record: [UInt8], by sealedBy: SealedBy
  ) throws(SealingError) -> SealedTestimony {
    guard let ephemeral = try? KeyAgreement.PrivateKey() else { throw .cannotSeal }
    return try seal(testimony, record: record, by: sealedBy, ephemeral: ephemeral)
  }

  /// Seals with a given ephemeral pair, which MUST NOT serve two different testimonies.
  public func seal(
    _ testimony: Testimony, record: [UInt8], by sealedBy: SealedBy,
    ephemeral: borrowing KeyAgreement.PrivateKey
  ) throws(SealingError) -> SealedTestimony {
    guard record.count == 16 else { throw .cannotSeal }
    let contents = try FieldContent.encode(testimony, to: campaign.form)
    let bound = SealedHeader.bound(campaign: campaign, record: record, sealedBy: sealedBy)
    let sender = try sender(info: SealedTestimony.info(header: bound[...]), ephemeral)
    var sealed = bound + sender.encapsulated
    let header = sealed[...]
    for (index, field) in campaign.form.fields.enumerated() {
      let padded = try Padding.pad(contents[index], to: field.size)
      sealed += try seal(padded, field, index, header, sender.context)
    }
    return try SealedTestimony(sealed, of: campaign)
  }

  private func sender(
    info: [UInt8], _ ephemeral: borrowing KeyAgreement.PrivateKey
  ) throws(SealingError) -> HPKESender {
    do {
      let recipient = try KeyAgreement.PublicKey(campaign.publicKey)
      return try HPKESender(to: recipient, info: info, ephemeral: ephemeral)
    } catch { throw .cannotSeal }
  }

  private func seal(
    _ padded: [UInt8], _ field: FieldPlan, _ index: Int, _ header: ArraySlice<UInt8>,
    _ context: HPKEContext
  ) throws(SealingError) -> [UInt8] {
    do {
      let key = try SealedTestimony.fieldKey(context, name: field.name)
      return try AEAD.seal(
        padded, key: key, nonce: SealedTestimony.fieldNonce,
        associated: SealedTestimony.associated(header: header, index: index, name: field.name))
    } catch { throw .cannotSeal }
  }
}
