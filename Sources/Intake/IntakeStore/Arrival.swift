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
  let takesUninvited: Bool
  let token: [UInt8]
  let slip: [UInt8]
  let recordKey: Data
  let layered: Data
  private let submission: Submission
  private let form: Form

  /// Layers a testimony under a fresh record key.
  init(
    _ submission: Submission, epoch: Int, takesUninvited: Bool, form: Form
  ) throws(IntakeStoreError) {
    guard let key = try? RandomBytes.fresh(32) else { throw .cannotWrite }
    try self.init(
      submission, epoch: epoch, takesUninvited: takesUninvited, form: form, recordKey: key)
  }

  private init(
    _ submission: Submission, epoch: Int, takesUninvited: Bool, form: Form, recordKey: [UInt8]
  ) throws(IntakeStoreError) {
    let sealed = submission.sealed
    record = sealed.header.record
    commitment = sealed.commitment
    (token, slip) = (submission.token, submission.slip)
    (self.epoch, self.takesUninvited) = (epoch, takesUninvited)
    (self.submission, self.form) = (submission, form)
    self.recordKey = Data(recordKey)
    let layer = RecordLayer(
      recordKey: SecretBytes(copying: recordKey), record: record, commitment: commitment)
    let parts = [sealed.bytes.prefix(SealedHeader.length)] + sealed.fields(in: form)
    guard let layered = try? layer.seal(parts) else { throw .cannotWrite }
    self.layered = Data(layered)
  }

  /// The same testimony under a key that is on disk already (an earlier try was cut short).
  func layered(under recordKey: Data) throws(IntakeStoreError) -> Arrival {
    try Arrival(
      submission, epoch: epoch, takesUninvited: takesUninvited, form: form,
      recordKey: Array(recordKey))
  }

  /// The lengths of the layer's parts, for opening.
  static func partLengths(in form: Form) -> [Int] {
    [SealedHeader.length] + form.fields.map { $0.size + AEAD.tagLength }
  }
}
