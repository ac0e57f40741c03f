// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel

@testable import SealedBundle

extension FuzzTarget {
  /// A bundle as it comes on a stick; the key that it names itself counts as the trusted one.
  static let bundle = FuzzTarget(name: "bundle") { bytes in
    readBundle(bytes, from: Array(bytes.dropFirst(73).prefix(32)))
  } seeds: {
    [try validBundle()]
  }

  /// The same behind a chain that fits: each entry's link is set right, so that what stands in it is reached.
  static let linkedBundle = FuzzTarget(name: "linkedbundle") { bytes in
    guard let valid = try? valid.get() else { return false }
    let header = Array(valid.prefix(BundleHeader.length))
    guard let linked = try? link(bytes, after: header) else { return false }
    _ = readBundle(linked, from: Array(header.suffix(32)))
    return true
  } seeds: {
    let fixed = try Fixed.shared.get()
    let epoch: [UInt8] = [0, 0, 0, 1]
    let records = try [1, 2].flatMap { [UInt8(1)] + epoch + (try fixed.sealed($0).bytes) }
    let line = [UInt8(1)] + epoch + [UInt8](repeating: 3, count: 16 + 32)
    return [records + [4] + line + [2] + [UInt8](repeating: 1, count: 16)]
  }

  private static let valid = Result { try validBundle() }

  private static func readBundle(_ bytes: [UInt8], from intake: [UInt8]) -> Bool {
    guard let fixed = try? Fixed.shared.get(), let input = piped(bytes) else { return false }
    defer { try? input.close() }
    let digest = try? BundleReader.verify(input, of: fixed.campaign, from: intake)
    return digest?.count == 32
  }

  private static func link(_ entries: [UInt8], after header: [UInt8]) throws -> [UInt8] {
    let fixed = try Fixed.shared.get()
    let lengths = [
      UInt8(1): 5 + SealedTestimony.length(in: fixed.campaign.form), 2: 17,
      3: 5 + SealedTestimony.length(in: fixed.campaign.form), 4: 1 + RecordLine.length,
    ]
    var chain = DigestChain(header: header)
    var bytes = header
    var rest = entries[...]
    while let kind = rest.first, let length = lengths[kind], let entry = rest.take(length) {
      try chain.add(linked(Array(entry)))
      bytes += entry + chain.link
    }
    return bytes + rest
  }

  /// What the chain takes of an entry.
  private static func linked(_ entry: [UInt8]) -> ArraySlice<UInt8> {
    switch entry[0] {
    case 2: return entry[...]
    case 4: return entry.dropFirst()
    default:
      let sealed = Array(entry.dropFirst(5))
      let commitment = SealedTestimony.commitment(of: sealed)
      return (entry.prefix(5) + sealed.dropFirst(23).prefix(16) + commitment)[...]
    }
  }

  private static func validBundle() throws -> [UInt8] {
    let fixed = try Fixed.shared.get()
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: fixed.intakeSeed))
    let header = BundleHeader(
      campaign: fixed.campaign.id, sequence: 1, previous: [UInt8](repeating: 0, count: 32),
      recordLength: UInt32(SealedTestimony.length(in: fixed.campaign.form)), records: 3,
      signer: key.publicKey)
    let pipe = Pipe()
    var writer = BundleWriter(header, to: pipe.fileHandleForWriting)
    try writer.add(fixed.sealed(1), epoch: 1, lane: .open)
    try writer.add(fixed.sealed(2), epoch: 2, lane: .invited)
    let gone = [UInt8](repeating: 3, count: 32)
    try writer.addHole(record: Array(gone.prefix(16)), commitment: gone, epoch: 1, lane: .open)
    try writer.addWithdrawal(of: [UInt8](repeating: 9, count: 16))
    _ = try writer.finish(key)
    try pipe.fileHandleForWriting.close()
    return Array(try pipe.fileHandleForReading.readToEnd() ?? Data())
  }
}
