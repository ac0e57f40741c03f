// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// The intake's own layer: every part of a sealed testimony is sealed again under a random record key.
///
/// The key stands in another database. Once it is deleted, every copy of the record is noise, in old
/// backups too (G6).
struct RecordLayer: ~Copyable {
  private let record: [UInt8]
  private let layerKey: SecretBytes

  /// Derives the layer's key from a record key, for one record with one content.
  init(recordKey: borrowing SecretBytes, record: [UInt8], commitment: [UInt8]) {
    self.record = record
    layerKey = KeyDerivation.key(
      from: recordKey, label: .layer, context: record + commitment)
  }

  /// Seals the parts of a testimony: its header, then each field.
  func seal(_ parts: [ArraySlice<UInt8>]) throws(PrimitiveError) -> [UInt8] {
    var layered: [UInt8] = []
    for (number, part) in parts.enumerated() {
      layered += try AEAD.seal(
        Array(part), key: layerKey, nonce: Self.nonce(number), associated: associated)
    }
    return layered
  }

  /// Gives the testimony's bytes back; `lengths` are those of its parts.
  func open(_ layered: [UInt8], lengths: [Int]) throws(PrimitiveError) -> [UInt8] {
    var rest = layered[...]
    var bytes: [UInt8] = []
    for (number, length) in lengths.enumerated() {
      guard let part = rest.take(length + AEAD.tagLength) else { throw .notAuthentic }
      bytes += try AEAD.open(
        part, key: layerKey, nonce: Self.nonce(number), associated: associated)
    }
    guard rest.isEmpty else { throw .notAuthentic }
    return bytes
  }

  private var associated: [UInt8] { DomainLabel.layer.bytes + record }

  // The part's number is nonce enough: a layer key belongs to one content of one record, and seals
  // each of its parts once.
  private static func nonce(_ number: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: AEAD.nonceLength - 1) + [UInt8(number)]
  }
}
