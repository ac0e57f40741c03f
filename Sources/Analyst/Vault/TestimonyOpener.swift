// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Sealing
public import TestimonyModel

/// Why a sealed testimony did not open.
public enum OpeningError: Error, Equatable, Sendable {
  /// The encapsulated key or a tag does not fit: another key, or changed bytes.
  case cannotOpen
  /// It opened, but a field's padding breaks the format.
  case badPadding
  /// It opened, but an answer breaks a rule of the form.
  case badContent
}

/// Opens testimonies in memory with a campaign's opening key (SealedTestimonyFormat §6).
public final class TestimonyOpener: Sendable {
  /// The campaign whose testimonies open.
  public let campaign: Campaign
  private let key: KeyAgreement.PrivateKey

  /// Takes the private half of a campaign's key pair.
  public init(campaign: Campaign, key: consuming KeyAgreement.PrivateKey) {
    self.campaign = campaign
    self.key = key
  }

  /// Opens a whole testimony, or nothing of it.
  public func open(_ sealed: SealedTestimony) throws(OpeningError) -> Testimony {
    let header = sealed.bytes.prefix(SealedHeader.length)
    let context = try context(of: sealed)
    var contents: [[UInt8]] = []
    let fields = sealed.fields(in: campaign.form)
    for (index, plan) in campaign.form.fields.enumerated() {
      contents.append(try field(fields[index], plan.name, index, header, context))
    }
    defer { for index in contents.indices { wipe(&contents[index]) } }
    var unpadded: [ArraySlice<UInt8>] = []
    for content in contents {
      guard let inner = try? Padding.unpad(content) else { throw .badPadding }
      unpadded.append(inner)
    }
    guard let testimony = try? FieldContent.decode(unpadded, of: campaign.form) else {
      throw .badContent
    }
    return testimony
  }

  /// The key of one field alone, for a second reader (SealedTestimonyFormat §5).
  func fieldKey(
    _ name: String, of sealed: SealedTestimony
  ) throws(OpeningError) -> SecretBytes {
    do { return try SealedTestimony.fieldKey(try context(of: sealed), name: name) } catch {
      throw .cannotOpen
    }
  }

  private func context(of sealed: SealedTestimony) throws(OpeningError) -> HPKEContext {
    do {
      return try HPKERecipient.context(
        encapsulated: sealed.header.encapsulated,
        info: SealedTestimony.info(header: sealed.bytes.prefix(SealedHeader.length)), key: key)
    } catch { throw .cannotOpen }
  }

  private func field(
    _ sealed: ArraySlice<UInt8>, _ name: String, _ index: Int, _ header: ArraySlice<UInt8>,
    _ context: HPKEContext
  ) throws(OpeningError) -> [UInt8] {
    do {
      let key = try SealedTestimony.fieldKey(context, name: name)
      return try AEAD.open(
        sealed, key: key, nonce: SealedTestimony.fieldNonce,
        associated: SealedTestimony.associated(header: header, index: index, name: name))
    } catch { throw .cannotOpen }
  }
}
