// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import Sealing
public import TestimonyModel

/// One field of one testimony, with its key sealed to a second reader (FieldGrantFormat).
///
/// The field's key is HPKE's exported secret for that field's name: it opens that field of that testimony and nothing
/// else, neither the other answers nor another testimony.
public struct FieldGrant: Codable, Sendable {
  let ovoz: String
  let version: Int
  let campaign: String
  let header: String
  let index: Int
  let field: String
  let reader: String
  let encapsulated: String
  let key: String

  /// The file's bytes.
  public var json: [UInt8] { CanonicalFile.json(self) }

  /// Reads a grant.
  /// - Throws: ``VaultError/grantUnreadable``.
  public init(json: [UInt8]) throws(VaultError) {
    guard json.count <= 4 << 20,
      let grant = try? JSONDecoder().decode(Self.self, from: Data(json)),
      grant.ovoz == "field grant", grant.version == 1
    else { throw .grantUnreadable }
    self = grant
  }

  init(
    _ fieldKey: borrowing SecretBytes, of sealed: SealedTestimony, index: Int, campaign: Campaign,
    to card: ReaderCard, ephemeral: borrowing KeyAgreement.PrivateKey
  ) throws {
    ovoz = "field grant"
    version = 1
    self.campaign = String(decoding: campaign.fileBytes, as: UTF8.self)
    header = Hex.text(sealed.bytes.prefix(SealedHeader.length))
    self.index = index
    field = Data(sealed.fields(in: campaign.form)[index]).base64EncodedString()
    reader = Hex.text(card.fingerprint)
    let info = Self.info(
      header: sealed.bytes.prefix(SealedHeader.length), index: index,
      name: campaign.form.fields[index].name)
    let sender = try HPKESender(
      to: KeyAgreement.PublicKey(card.keyBytes), info: info, ephemeral: ephemeral)
    encapsulated = Hex.text(sender.encapsulated)
    var bytes = fieldKey.withBytes { Array($0) }
    defer { wipe(&bytes) }
    // Fixed nonce: the exported key seals this field's key, once.
    key = Hex.text(
      try AEAD.seal(
        bytes, key: sender.context.export(DomainLabel.fieldGrantKey.bytes),
        nonce: SealedTestimony.fieldNonce, associated: info))
  }

  /// What is bound: the testimony's header, and which field of it (FieldGrantFormat §2).
  private static func info(header: ArraySlice<UInt8>, index: Int, name: String) -> [UInt8] {
    DomainLabel.fieldGrant.bytes + header + [UInt8(index)] + Array(name.utf8)
  }

  /// Whom it is sealed to: a reader's fingerprint in hexadecimal.
  public var recipient: String { reader }

  /// The answer, opened by its reader's key.
  /// - Throws: ``VaultError/grantUnreadable`` where it is sealed to another or was changed.
  public func open(
    _ readerKey: borrowing KeyAgreement.PrivateKey
  ) throws(VaultError) -> GrantedAnswer {
    guard let campaign = try? Campaign(fileBytes: Array(campaign.utf8)),
      let headerBytes = Hex.bytes(header),
      let header = try? SealedHeader(headerBytes[...], of: campaign),
      headerBytes.count == SealedHeader.length,
      campaign.form.questions.indices.contains(index),
      let sealed = Data(base64Encoded: field), let encapsulated = Hex.bytes(encapsulated),
      let locked = Hex.bytes(key)
    else { throw .grantUnreadable }
    let question = campaign.form.questions[index]
    let info = Self.info(header: headerBytes[...], index: index, name: question.id)
    do {
      let context = try HPKERecipient.context(
        encapsulated: encapsulated, info: info, key: readerKey)
      var keyBytes = try AEAD.open(
        locked[...], key: context.export(DomainLabel.fieldGrantKey.bytes),
        nonce: SealedTestimony.fieldNonce, associated: info)
      defer { wipe(&keyBytes) }
      var padded = try AEAD.open(
        Array(sealed)[...], key: SecretBytes(copying: keyBytes),
        nonce: SealedTestimony.fieldNonce,
        associated: SealedTestimony.associated(
          header: headerBytes[...], index: index, name: question.id))
      defer { wipe(&padded) }
      let answer = try FieldContent.answer(Padding.unpad(padded), to: question)
      return GrantedAnswer(
        campaign: campaign, record: header.record, question: question, answer: answer)
    } catch { throw .grantUnreadable }
  }
}

/// An answer that a second reader opened; its words are in memory only.
public struct GrantedAnswer: Sendable {
  /// The campaign, whose fingerprint people compare.
  public let campaign: Campaign
  /// The record id.
  public let record: [UInt8]
  /// What was asked.
  public let question: Question
  /// What was answered.
  public let answer: Answer
}
