// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel

/// A sealed testimony on its way to disk, already in its second layer.
struct Arrival: Sendable {
  let record: [UInt8]
  let commitment: [UInt8]
  let epoch: Int
  let recordKey: Data
  let layered: Data
  private let sealed: SealedTestimony
  private let form: Form

  /// Layers a testimony under a fresh record key.
  init(_ sealed: SealedTestimony, epoch: Int, form: Form) throws(IntakeStoreError) {
    guard let key = try? RandomBytes.fresh(32) else { throw .cannotWrite }
    try self.init(sealed, epoch: epoch, form: form, recordKey: key)
  }

  private init(
    _ sealed: SealedTestimony, epoch: Int, form: Form, recordKey: [UInt8]
  ) throws(IntakeStoreError) {
    record = sealed.header.record
    commitment = sealed.commitment
    self.epoch = epoch
    self.sealed = sealed
    self.form = form
    self.recordKey = Data(recordKey)
    let layer = RecordLayer(
      recordKey: SecretBytes(copying: recordKey), record: record, commitment: commitment)
    let parts = [sealed.bytes.prefix(SealedHeader.length)] + sealed.fields(in: form)
    guard let layered = try? layer.seal(parts) else { throw .cannotWrite }
    self.layered = Data(layered)
  }

  /// The same testimony under a key that is on disk already (an earlier try was cut short).
  func layered(under recordKey: Data) throws(IntakeStoreError) -> Arrival {
    try Arrival(sealed, epoch: epoch, form: form, recordKey: Array(recordKey))
  }

  /// The lengths of the layer's parts, for opening.
  static func partLengths(in form: Form) -> [Int] {
    [SealedHeader.length] + form.fields.map { $0.size + AEAD.tagLength }
  }
}
