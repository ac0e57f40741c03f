// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import Sealing
import TestimonyModel
import TestimonyTesting

/// An intake that packs bundles for one campaign with the small form of the sealing vectors.
final class Packer: Sendable {
  let canned: Canned
  let key: Signing.PrivateKey
  let scratch: Scratch

  init() throws {
    let json = Canned.root.appending(path: "Tests/SealingTests/Vectors/form.json")
    canned = try Canned(
      form: try JSONDecoder().decode(Form.self, from: Data(contentsOf: json)),
      opens: "2026-01-01", closes: "2026-12-31", name: "invented")
    key = try Signing.PrivateKey(seed: RandomBytes.secret(32))
    scratch = try Scratch()
  }

  var campaign: Campaign { canned.campaign }
  var recordLength: Int { SealedTestimony.length(in: campaign.form) }

  /// A record id that sorts by its number.
  static func record(_ number: Int) -> [UInt8] {
    [UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 7, count: 14)
  }

  /// Every third testimony comes by invitation.
  static func lane(_ index: Int) -> Lane { index % 3 == 1 ? .invited : .open }

  /// Testimonies with the record ids of these numbers.
  func testimonies(_ numbers: some Sequence<Int>) throws -> [SealedTestimony] {
    try numbers.map { try canned.sealed("invented \($0)", record: Self.record($0)) }
  }

  func header(
    records: Int, campaign: [UInt8]? = nil, signer: [UInt8]? = nil, recordLength: Int? = nil
  ) -> BundleHeader {
    BundleHeader(
      campaign: campaign ?? self.campaign.id, sequence: 1,
      previous: [UInt8](repeating: 0, count: 32),
      recordLength: UInt32(recordLength ?? self.recordLength), records: UInt64(records),
      signer: signer ?? key.publicKey)
  }

  /// Writes what it is told to, in that order, right or wrong.
  func pack(
    _ records: [SealedTestimony], withdrawn: [[UInt8]] = [], late: [SealedTestimony] = [],
    header: BundleHeader? = nil, holes: [Int] = [], epochs: [UInt32]? = nil
  ) throws -> [UInt8] {
    let file = scratch.folder.appending(path: UUID().uuidString)
    try Data().write(to: file)
    let output = try FileHandle(forWritingTo: file)
    var writer = BundleWriter(header ?? self.header(records: records.count), to: output)
    for (index, sealed) in records.enumerated() {
      let epoch = epochs?[index] ?? UInt32(min(index, campaign.lastEpoch))
      guard holes.contains(index) else {
        try writer.add(sealed, epoch: epoch, lane: Self.lane(index))
        continue
      }
      try writer.addHole(
        record: sealed.header.record, commitment: sealed.commitment, epoch: epoch,
        lane: Self.lane(index))
    }
    for record in withdrawn { try writer.addWithdrawal(of: record) }
    for sealed in late { try writer.add(sealed, epoch: 0, lane: .invited) }
    _ = try writer.finish(key)
    try output.close()
    return Array(try Data(contentsOf: file))
  }

  /// Reads a bundle to its end, as a vault does first.
  @discardableResult
  func verify(_ bundle: [UInt8], from intake: [UInt8]? = nil) throws -> [UInt8] {
    try withFile(bundle) { input in
      try BundleReader.verify(input, of: campaign, from: intake ?? key.publicKey)
    }
  }

  /// All entries of a bundle.
  func entries(_ bundle: [UInt8]) throws -> [BundleEntry] {
    try withFile(bundle) { input in
      var reader = try BundleReader(input, of: campaign, from: key.publicKey)
      var entries: [BundleEntry] = []
      while let entry = try reader.next() { entries.append(entry) }
      return entries
    }
  }

  private func withFile<Value>(
    _ bytes: [UInt8], _ body: (FileHandle) throws -> Value
  ) throws -> Value {
    let file = scratch.folder.appending(path: "bundle")
    try Data(bytes).write(to: file)
    let input = try FileHandle(forReadingFrom: file)
    defer { try? input.close() }
    return try body(input)
  }
}
