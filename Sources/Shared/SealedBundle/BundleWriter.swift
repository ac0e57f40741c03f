// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Foundation
public import Sealing
public import TestimonyModel

/// Writes one bundle, entry by entry, in memory that does not grow with their number.
///
/// Entries come in the order of their record ids: that order is random, so it says nothing about arrival (G3).
public struct BundleWriter {
  private let output: ([UInt8]) throws -> Void
  private let recordLength: Int
  private var chain: DigestChain
  private var buffer: [UInt8] = []
  private var records: UInt64 = 0
  private var withdrawals: UInt64 = 0

  /// Starts a bundle in a file with its header.
  public init(_ header: BundleHeader, to output: FileHandle) {
    self.init(header) { try output.write(contentsOf: $0) }
  }

  /// Starts a bundle with its header; `output` is given the bytes, about 1 MiB at a time.
  public init(_ header: BundleHeader, output: @escaping ([UInt8]) throws -> Void) {
    self.output = output
    recordLength = Int(header.recordLength)
    chain = DigestChain(header: header.bytes)
    buffer = header.bytes
  }

  /// Adds a testimony; those of both lanes stand in one order.
  public mutating func add(
    _ sealed: SealedTestimony, epoch: UInt32, lane: Lane
  ) throws(BundleError) {
    let line = RecordLine(
      kind: EntryKind(recordBy: lane), epoch: epoch, record: sealed.header.record,
      commitment: sealed.commitment)
    records += 1
    try chain.add(line.bytes)
    try write(line.bytes.prefix(5) + sealed.bytes)
  }

  /// Adds what is left of a testimony that was withdrawn since this bundle was made first; the digest stays the same.
  public mutating func addHole(
    record: [UInt8], commitment: [UInt8], epoch: UInt32, lane: Lane
  ) throws(BundleError) {
    let line = RecordLine(
      kind: EntryKind(recordBy: lane), epoch: epoch, record: record, commitment: commitment)
    records += 1
    try chain.add(line.bytes)
    try write([EntryKind.hole.rawValue] + line.bytes)
  }

  /// Adds the notice that a testimony was withdrawn; all of these come after the testimonies.
  public mutating func addWithdrawal(of record: [UInt8]) throws(BundleError) {
    withdrawals += 1
    let entry = [EntryKind.withdrawal.rawValue] + record
    try chain.add(entry)
    try write(entry)
  }

  /// Signs and ends the bundle; gives the digest that the next bundle names.
  public mutating func finish(_ key: borrowing Signing.PrivateKey) throws(BundleError) -> [UInt8] {
    var end: [UInt8] = [EntryKind.end.rawValue]
    end.append(bigEndian: records)
    end.append(bigEndian: withdrawals)
    try chain.add(end)
    guard let signature = try? key.sign(chain.signed) else { throw .inputOutput }
    buffer += end + signature
    try flush()
    return chain.link
  }

  private mutating func write(_ entry: [UInt8]) throws(BundleError) {
    buffer += entry
    buffer += chain.link
    if buffer.count > 1 << 20 { try flush() }
  }

  private mutating func flush() throws(BundleError) {
    do { try output(buffer) } catch { throw .inputOutput }
    buffer.removeAll(keepingCapacity: true)
  }
}
