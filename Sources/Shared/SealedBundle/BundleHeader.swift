// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import TestimonyModel

/// What a bundle says about itself before its first entry (BundleFormat §1).
public struct BundleHeader: Equatable, Sendable {
  /// Length in bytes.
  public static let length = 105
  static let magic = Array("OVOZBNDL".utf8)

  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// The bundle's number, from 1, without gaps.
  public let sequence: UInt32
  /// The digest of the bundle before this one; zero bytes for the first.
  public let previous: [UInt8]
  /// The length of each sealed testimony.
  public let recordLength: UInt32
  /// How many testimonies follow.
  public let records: UInt64
  /// The intake's Ed25519 key, 32 bytes.
  public let signer: [UInt8]

  /// Takes what the writer knows.
  public init(
    campaign: [UInt8], sequence: UInt32, previous: [UInt8], recordLength: UInt32, records: UInt64,
    signer: [UInt8]
  ) {
    self.campaign = campaign
    self.sequence = sequence
    self.previous = previous
    self.recordLength = recordLength
    self.records = records
    self.signer = signer
  }

  /// Reads a header; says nothing yet of whether it is trusted.
  public init(_ bytes: [UInt8]) throws(BundleError) {
    var rest = bytes[...]
    guard rest.take(8).map(Array.init) == Self.magic else { throw .notABundle }
    guard rest.take(UInt8.self) == 1 else { throw .unknownVersion }
    guard let campaign = rest.take(16), let sequence = rest.take(UInt32.self),
      let previous = rest.take(32), let recordLength = rest.take(UInt32.self),
      let records = rest.take(UInt64.self), let signer = rest.take(32)
    else { throw .truncated }
    self.init(
      campaign: Array(campaign), sequence: sequence, previous: Array(previous),
      recordLength: recordLength, records: records, signer: Array(signer))
  }

  /// The header's bytes.
  var bytes: [UInt8] {
    var bytes = Self.magic + [1] + campaign
    bytes.append(bigEndian: sequence)
    bytes += previous
    bytes.append(bigEndian: recordLength)
    bytes.append(bigEndian: records)
    return bytes + signer
  }
}

/// The kinds of entry (BundleFormat §2).
enum EntryKind: UInt8 {
  case end = 0
  case record = 1
  case withdrawal = 2
  case invitedRecord = 3
  case hole = 4

  init(recordBy lane: Lane) {
    self =
      switch lane {
      case .open: .record
      case .invited: .invitedRecord
      }
  }
}

/// One entry of a bundle.
public enum BundleEntry: Equatable, Sendable {
  /// A sealed testimony, the intake period it came in, and by which lane.
  case record(epoch: UInt32, lane: Lane, sealed: [UInt8])
  /// The record id of a testimony that was withdrawn.
  case withdrawal(record: [UInt8])
  /// The record id of a testimony that this bundle carried when it was made first, and that was withdrawn since.
  case hole(record: [UInt8])

  /// The record id that it speaks of, 16 bytes.
  public var id: [UInt8] {
    switch self {
    case .record(_, _, let sealed): Self.id(in: sealed[...])
    case .withdrawal(let record), .hole(let record): record
    }
  }

  /// The record id in a sealed testimony's header (SealedTestimonyFormat).
  static func id(in sealed: ArraySlice<UInt8>) -> [UInt8] {
    Array(sealed.dropFirst(23).prefix(16))
  }
}

/// What the chain takes of a testimony: enough to bind all of it, and nothing that has to stay when it is withdrawn.
struct RecordLine {
  static let length = 53
  let kind: EntryKind
  let epoch: UInt32
  let record: [UInt8]
  let commitment: [UInt8]

  var bytes: [UInt8] {
    var bytes = [kind.rawValue]
    bytes.append(bigEndian: epoch)
    return bytes + record + commitment
  }
}

/// The chain that ties every entry to all before it (BundleFormat §3).
struct DigestChain {
  private(set) var link: [UInt8]

  init(header: [UInt8]) { link = Digest.sha256(DomainLabel.bundle.bytes + header) }

  mutating func add(_ entry: some Collection<UInt8>) throws(BundleError) {
    do {
      var digest = try Digest()
      try digest.update(link)
      try digest.update(entry)
      link = try digest.finish()
    } catch { throw .inputOutput }
  }

  /// What the intake signs.
  var signed: [UInt8] { DomainLabel.bundleSignature.bytes + link }
}
