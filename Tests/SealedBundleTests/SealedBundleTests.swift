// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct SealedBundleTests {
  @Test(arguments: [(0, 0), (1, 0), (0, 1), (50, 3)])
  func `what was packed comes out, in its order`(records: Int, withdrawals: Int) throws {
    let packer = try Packer()
    let sealed = try packer.testimonies(0..<records)
    let withdrawn = (100..<100 + withdrawals).map(Packer.record)
    let bundle = try packer.pack(sealed, withdrawn: withdrawn)
    #expect(try packer.verify(bundle).count == 32)
    let expected =
      sealed.enumerated().map {
        BundleEntry.record(epoch: UInt32($0), lane: Packer.lane($0), sealed: $1.bytes)
      }
      + withdrawn.map { BundleEntry.withdrawal(record: $0) }
    #expect(try packer.entries(bundle) == expected)
  }

  @Test func `the length is the one that the format page gives`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(
      try packer.testimonies(0..<4), withdrawn: [Packer.record(9), Packer.record(10)])
    #expect(bundle.count == 105 + 4 * (37 + packer.recordLength) + 2 * 49 + 81)
  }

  @Test func `the reader gives the writer's digest, and another content another`() throws {
    let packer = try Packer()
    let sealed = try packer.testimonies(0..<2)
    let file = packer.scratch.folder.appending(path: "digest")
    try Data().write(to: file)
    var writer = BundleWriter(
      packer.header(records: 2), to: try FileHandle(forWritingTo: file))
    for one in sealed { try writer.add(one, epoch: 5, lane: .open) }
    let digest = try writer.finish(packer.key)
    #expect(try packer.verify(Array(Data(contentsOf: file))) == digest)
    #expect(try packer.verify(packer.pack(sealed)) != digest, "the periods differ")
  }

  @Test func `the lane is the entry's first byte and changes nothing else`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(try packer.testimonies(0..<3))
    let length = 37 + packer.recordLength
    #expect((0..<3).map { bundle[105 + $0 * length] } == [1, 3, 1])
  }

  @Test func `the same testimonies make the same file again`() throws {
    let packer = try Packer()
    let sealed = try packer.testimonies(0..<3)
    #expect(try packer.pack(sealed) == packer.pack(sealed))
  }

  @Test func `the header says what a vault asks it`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(try packer.testimonies(0..<2))
    let header = try BundleHeader(Array(bundle.prefix(BundleHeader.length)))
    #expect(header == packer.header(records: 2))
  }

  @Test func `a writer lets go of what it wrote, a reader takes no more than it needs`() throws {
    let packer = try Packer()
    let one = try packer.testimonies([0])[0].bytes
    let file = packer.scratch.folder.appending(path: "long")
    try Data().write(to: file)
    let count = 5 << 20 / one.count
    var writer = BundleWriter(
      packer.header(records: count), to: try FileHandle(forWritingTo: file))
    for number in 0..<count {
      var bytes = one
      bytes.replaceSubrange(23..<39, with: Packer.record(number))
      try writer.add(try SealedTestimony(bytes, of: packer.campaign), epoch: 0, lane: .open)
    }
    let before = try Data(contentsOf: file).count
    _ = try writer.finish(packer.key)
    let whole = try Data(contentsOf: file).count
    #expect(before > whole / 2, "most was written before the end")
    let input = try FileHandle(forReadingFrom: file)
    var reader = try BundleReader(input, of: packer.campaign, from: packer.key.publicKey)
    _ = try reader.next()
    #expect(try input.offset() < UInt64(whole / 2), "one entry does not cost the whole file")
  }

  @Test func `progress goes up and stays between nothing and all`() throws {
    let packer = try Packer()
    let one = try packer.testimonies([0])[0].bytes
    let sealed = try (0..<2_000).map { number in
      var bytes = one
      bytes.replaceSubrange(23..<39, with: Packer.record(number))
      return try SealedTestimony(bytes, of: packer.campaign)
    }
    let file = packer.scratch.folder.appending(path: "long")
    try Data(try packer.pack(sealed)).write(to: file)
    var told: [Double] = []
    _ = try BundleReader.verify(
      try FileHandle(forReadingFrom: file), of: packer.campaign, from: packer.key.publicKey
    ) { told.append($0) }
    #expect(told == [0.5, 1])
  }
}
