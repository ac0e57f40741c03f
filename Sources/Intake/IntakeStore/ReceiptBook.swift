// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing

/// Finds what a receipt stands for, without letting the disk's taker find one from the other (G6).
///
/// A row's name and the key of its content come from the receipt's token and from a key that stands outside the
/// databases. So a receipt cannot be computed from a record, nor a record's receipt be looked for.
struct ReceiptBook: Sendable {
  // Wiped with the process; arrays are copied by value into the few closures that need it.
  private let pepper: [UInt8]

  init(pepper: [UInt8]) { self.pepper = pepper }

  /// Reads the key outside the databases; where there is none and nothing rests on one yet (`isFirst`), makes it.
  init(file: URL, isFirst: () throws -> Bool) throws(IntakeStoreError) {
    if let pepper = try KeyFile.read(file) {
      self.pepper = pepper
      return
    }
    // Another key would find none of the receipts and slips that are out, for ever, and nobody would be told.
    guard (try? isFirst()) == true else { throw .keyMissing(file.lastPathComponent) }
    pepper = try KeyFile.make(file)
  }

  /// The name under which a receipt's row stands.
  func name(of token: [UInt8]) -> Data { code(.receiptLookup, token) }

  /// The name under which a slip stands.
  func slipName(of slip: [UInt8]) -> Data { code(.slipLookup, slip) }

  /// Seals what a receipt stands for.
  func seal(_ entry: ReceiptEntry, for token: [UInt8]) throws -> Data {
    let nonce = try RandomBytes.fresh(AEAD.nonceLength)
    let sealed = try AEAD.seal(
      entry.bytes, key: rowKey(token), nonce: nonce, associated: DomainLabel.receiptRow.bytes)
    return Data(nonce + sealed)
  }

  /// Opens a receipt's row, or says that it is damaged.
  func open(_ row: Data, for token: [UInt8]) throws -> ReceiptEntry {
    let bytes = Array(row)
    let opened = try? AEAD.open(
      bytes.dropFirst(AEAD.nonceLength), key: rowKey(token),
      nonce: Array(bytes.prefix(AEAD.nonceLength)), associated: DomainLabel.receiptRow.bytes)
    guard let opened, let entry = ReceiptEntry(opened) else { throw IntakeStoreError.damaged }
    return entry
  }

  private func rowKey(_ token: [UInt8]) -> SecretBytes {
    SecretBytes(copying: code(.receiptRow, token))
  }

  private func code(_ label: DomainLabel, _ token: [UInt8]) -> Data {
    Data(MAC.hmacSHA256(key: pepper, label.bytes + token))
  }
}

/// What a receipt stands for: one record, its commitment, and whether it is still there.
struct ReceiptEntry: Equatable {
  let standing: ReceiptState.Standing
  let record: [UInt8]
  let commitment: [UInt8]

  init(_ standing: ReceiptState.Standing, record: [UInt8], commitment: [UInt8]) {
    (self.standing, self.record, self.commitment) = (standing, record, commitment)
  }

  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard bytes.count == 49,
      let standing = rest.take(UInt8.self).flatMap(ReceiptState.Standing.init),
      standing != .expired
    else { return nil }
    self.init(standing, record: Array(rest.prefix(16)), commitment: Array(rest.dropFirst(16)))
  }

  var bytes: [UInt8] { [standing.rawValue] + record + commitment }
}
