// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import Sealing
public import TestimonyModel

/// Reads one bundle, entry by entry, and refuses anything odd by name.
///
/// Nothing that it gives is to be trusted before ``verify(_:of:from:)`` has read the same file to its end: the
/// signature stands there.
public struct BundleReader {
  /// What the bundle says about itself.
  public let header: BundleHeader
  /// The digest at the end; set once the end was read.
  public private(set) var digest: [UInt8]?

  private let input: FileHandle
  private let campaign: Campaign
  private var chain: DigestChain
  private var buffer: ArraySlice<UInt8> = []
  private var entries = 0
  private var records: UInt64 = 0
  private var withdrawals: UInt64 = 0
  private var last: [UInt8]?

  /// Reads the header and checks that it belongs to the campaign and to the trusted intake.
  public init(_ input: FileHandle, of campaign: Campaign, from intake: [UInt8]) throws(BundleError)
  {
    self.input = input
    self.campaign = campaign
    let start = try Self.read(input, BundleHeader.length)
    header = try BundleHeader(start)
    guard start.count == BundleHeader.length else { throw .truncated }
    guard header.campaign == campaign.id else { throw .otherCampaign }
    guard header.signer == intake else { throw .otherIntake }
    guard Int(header.recordLength) == SealedTestimony.length(in: campaign.form) else {
      throw .badRecord(entry: 1)
    }
    chain = DigestChain(header: start)
  }

  /// Reads a whole bundle for its chain, counts and signature, and gives its digest.
  ///
  /// `progress` is told the share read so far, from 0 to 1.
  public static func verify(
    _ input: FileHandle, of campaign: Campaign, from intake: [UInt8],
    progress: (Double) -> Void = { _ in }
  ) throws(BundleError) -> [UInt8] {
    var reader = try BundleReader(input, of: campaign, from: intake)
    while try reader.next() != nil {
      if reader.records.isMultiple(of: 1_000) {
        progress(Double(reader.records) / Double(max(1, reader.header.records)))
      }
    }
    return reader.digest ?? []
  }

  /// The next entry, or nil after the end was read and found in order.
  public mutating func next() throws(BundleError) -> BundleEntry? {
    guard digest == nil else { return nil }
    switch EntryKind(rawValue: try peek()) {
    case .record: return try record(by: .open)
    case .invitedRecord: return try record(by: .invited)
    case .hole: return try hole()
    case .withdrawal: return try withdrawal()
    case .end:
      try end()
      return nil
    case nil: throw .changed(entry: entries + 1)
    }
  }

  private mutating func record(by lane: Lane) throws(BundleError) -> BundleEntry {
    let entry = try take(5 + Int(header.recordLength))
    var rest = entry.dropFirst()
    let epoch = rest.take(UInt32.self) ?? 0
    let record = BundleEntry.id(in: rest)
    try checkOrder(record)
    let sealed = Array(rest)
    let commitment = SealedTestimony.commitment(of: sealed)
    try link(
      RecordLine(
        kind: EntryKind(recordBy: lane), epoch: epoch, record: record, commitment: commitment
      ).bytes[...])
    guard (try? SealedTestimony(sealed, of: campaign)) != nil else {
      throw .badRecord(entry: entries)
    }
    try checkPeriod(epoch)
    guard withdrawals == 0 else { throw .reordered(entry: entries) }
    records += 1
    return .record(epoch: epoch, lane: lane, sealed: sealed)
  }

  private mutating func hole() throws(BundleError) -> BundleEntry {
    let line = try take(1 + RecordLine.length).dropFirst()
    var rest = line.dropFirst()
    guard let kind = line.first.flatMap(EntryKind.init), kind == .record || kind == .invitedRecord
    else { throw .changed(entry: entries + 1) }
    let record = Array(line.dropFirst(5).prefix(16))
    try checkOrder(record)
    try link(line)
    try checkPeriod(rest.take(UInt32.self) ?? .max)
    guard withdrawals == 0 else { throw .reordered(entry: entries) }
    records += 1
    return .hole(record: record)
  }

  private mutating func withdrawal() throws(BundleError) -> BundleEntry {
    let entry = try take(17)
    if withdrawals == 0 { last = nil }
    try checkOrder(Array(entry.dropFirst()))
    try link(entry)
    withdrawals += 1
    return .withdrawal(record: Array(entry.dropFirst()))
  }

  private mutating func end() throws(BundleError) {
    let entry = try take(17)
    var rest = entry.dropFirst()
    let counts = (rest.take(UInt64.self), rest.take(UInt64.self))
    try chain.add(entry)
    let signature = Array(try take(Signing.signatureLength))
    guard (try? Signing.check(signature, over: chain.signed, by: header.signer)) != nil else {
      throw .badSignature
    }
    guard counts == (records, withdrawals), header.records == records else { throw .wrongCount }
    guard buffer.isEmpty, try Self.read(input, 1).isEmpty else { throw .trailingBytes }
    digest = chain.link
  }

  /// A period that never was would stop each release after the campaign's end.
  private func checkPeriod(_ epoch: UInt32) throws(BundleError) {
    guard Int(epoch) <= campaign.lastEpoch else { throw .unknownPeriod(entry: entries) }
  }

  /// Names what is out of order before the chain would only say that something is.
  private mutating func checkOrder(_ record: [UInt8]) throws(BundleError) {
    entries += 1
    if let last {
      if last == record { throw .duplicate(entry: entries) }
      if record.lexicographicallyPrecedes(last) { throw .reordered(entry: entries) }
    }
    last = record
  }

  private mutating func link(_ entry: ArraySlice<UInt8>) throws(BundleError) {
    try chain.add(entry)
    guard Array(try take(32)) == chain.link else { throw .changed(entry: entries) }
  }

  private mutating func peek() throws(BundleError) -> UInt8 {
    try fill(1)
    guard let first = buffer.first else { throw .truncated }
    return first
  }

  private mutating func take(_ count: Int) throws(BundleError) -> ArraySlice<UInt8> {
    try fill(count)
    guard let bytes = buffer.take(count) else { throw .truncated }
    return bytes
  }

  private mutating func fill(_ count: Int) throws(BundleError) {
    while buffer.count < count {
      let more = try Self.read(input, 1 << 20)
      guard !more.isEmpty else { return }
      buffer = ArraySlice(Array(buffer) + more)
    }
  }

  private static func read(_ input: FileHandle, _ count: Int) throws(BundleError) -> [UInt8] {
    do { return Array(try input.read(upToCount: count) ?? Data()) } catch { throw .inputOutput }
  }
}
