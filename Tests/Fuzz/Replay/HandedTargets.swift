// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel

@testable import SealedCopy
@testable import Vault

extension FuzzTarget {
  /// The card that a second reader hands over.
  static let readerCard = FuzzTarget(name: "readercard") { bytes in
    guard let card = try? ReaderCard(json: bytes) else { return false }
    precondition((try? ReaderCard(json: card.json)) == card, "written as it was read")
    return card.fingerprint.count == 16
  } seeds: {
    [ReaderCard(name: "invented", publicKey: try Fixed.shared.get().campaign.publicKey).json]
  }

  /// One field for a second reader, opened by her key; taken only where it opens.
  static let grant = FuzzTarget(name: "grant") { bytes in
    guard let grant = try? FieldGrant(json: bytes), let key = try? fixedKey() else { return false }
    return (try? grant.open(key)) != nil
  } seeds: {
    let campaign = try Fixed.shared.get().campaign
    let sealed = try Fixed.shared.get().sealed(1)
    let card = ReaderCard(name: "invented", publicKey: campaign.publicKey)
    let opener = TestimonyOpener(campaign: campaign, key: try fixedKey())
    return try ["words", "one", "grid"].map { name in
      let index = campaign.form.questions.firstIndex { $0.id == name } ?? 0
      return try FieldGrant(
        opener.fieldKey(name, of: sealed), of: sealed, index: index, campaign: campaign, to: card,
        ephemeral: fixedKey()
      ).json
    }
  }

  /// A locked export: its head, and what somebody who knows the passphrase can put inside.
  static let sealedExport = FuzzTarget(name: "sealedexport") { bytes in
    let words = SecretBytes(copying: [1])
    if let frame = try? SealedExport.Frame(bytes), frame.cost.n <= 16, frame.cost.r <= 8,
      frame.cost.p <= 1
    {
      _ = try? SealedExport(opening: bytes, words)
    }
    let rest = (SealedExport.step - bytes.count % SealedExport.step) % SealedExport.step
    guard let export = try? SealedExport(padded: bytes + [UInt8](repeating: 0, count: rest)) else {
      return (try? SealedExport.Frame(bytes)) != nil
    }
    precondition(export.content.count < bytes.count + SealedExport.step)
    return true
  } seeds: {
    let head = Array("OVOZSEAL".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1]
    return [
      [1, 0, 0, 0, 3, 0x61, 0x2c, 0x62], [2, 0, 0, 0, 0],
      head + [UInt8](repeating: 5, count: 16 + 12 + 48),
    ]
  }

  /// What another coder can put into the file that goes to the next vault.
  static let codingFile = FuzzTarget(name: "codingfile") { bytes in
    let key = SecretBytes(copying: Fixed.streamKey)
    let owner = [UInt8](repeating: 7, count: 16)
    _ = try? CodingFile.open(bytes, key: key, campaign: owner)
    let rest = (CodingFile.step - bytes.count % CodingFile.step) % CodingFile.step
    let head = CodingFile.magic + [CodingFile.version] + owner
    let nonce = [UInt8](repeating: 0, count: AEAD.nonceLength)
    guard
      let sealed = try? AEAD.seal(
        bytes + [UInt8](repeating: 0, count: rest), key: key, nonce: nonce,
        associated: DomainLabel.codingFile.bytes + head)
    else { return false }
    return (try? CodingFile.open(head + nonce + sealed, key: key, campaign: owner)) != nil
  } seeds: {
    [[0, 0, 0, 2, 0x7b, 0x7d], [0, 0, 0, 0]]
  }

  /// A vault's copy: its head, and the files that somebody who knows the passphrase can put inside.
  static let backup = FuzzTarget(name: "backup") { bytes in
    let words = SecretBytes(copying: [1])
    if costsLittle(bytes), let input = piped(bytes) {
      defer { try? input.close() }
      if var reader = try? BackupHeader(input).reader(input, words) {
        try? reader.begin()
        return true
      }
    }
    guard let copy = try? backUp(bytes, words), let input = piped(copy) else { return false }
    defer { try? input.close() }
    return (try? restored(input, words)) != nil
  } seeds: {
    let file = { (name: String) -> [UInt8] in
      [0, UInt8(name.utf8.count)] + Array(name.utf8) + [0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]
    }
    return [
      [0, 0], file("vault.sqlite") + [0, 0],
      file("vault.sqlite") + file("keys/0707.key") + file("keys/07.custody") + [0, 0],
      backupHeader + [UInt8](repeating: 2, count: 40),
    ]
  }

  private static let backupHeader =
    Array("OVBK".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    + [UInt8](repeating: 5, count: 16)

  /// Stretching costs of at most sixteen are tried, the others only read.
  private static func costsLittle(_ file: [UInt8]) -> Bool {
    file.count < 17 || (file[5..<12].allSatisfy { $0 == 0 } && file[12] <= 16)
  }

  private static func backUp(
    _ bytes: [UInt8], _ words: borrowing SecretBytes
  ) throws -> [UInt8] {
    guard let input = piped(backupHeader) else { return [] }
    defer { try? input.close() }
    let header = try BackupHeader(input)
    return header.bytes
      + (try AEAD.seal(
        bytes, key: header.key(words), nonce: SealedStream.nonce(0, isLast: true),
        associated: header.associated))
  }

  private static func restored(_ input: FileHandle, _ words: borrowing SecretBytes) throws {
    var reader = try BackupHeader(input).reader(input, words)
    try reader.begin()
    while let file = try reader.nextFile() {
      guard BackupNames.mayHold(file.name) else { throw VaultError.backupDamaged }
      let inKeys = file.name.split(separator: "/", omittingEmptySubsequences: false)
      precondition(inKeys.count <= 2 && inKeys.last?.hasPrefix(".") == false, "leads nowhere else")
      var left = file.size
      while left > 0 {
        left -= UInt64(try reader.take(Int(min(left, UInt64(SealedStream.chunk)))).count)
      }
    }
    try reader.finish()
  }

  private static func fixedKey() throws -> KeyAgreement.PrivateKey {
    try KeyAgreement.PrivateKey(HPKESuite.deriveKeyPair([UInt8](repeating: 3, count: 32)))
  }
}
