// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import SealedBundle
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

/// Each bundle here has one thing wrong with it, and is refused by the name of that.
@Suite struct RefusedBundleTests {
  // G12
  @Test func `a bundle cut short anywhere is refused`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(try packer.testimonies(0..<2), withdrawn: [Packer.record(9)])
    for length in bundle.indices {
      let error = #expect(throws: BundleError.self, "\(length)") {
        try packer.verify(Array(bundle.prefix(length)))
      }
      #expect(error == (length < 8 ? .notABundle : .truncated) || length == 8, "\(length)")
    }
  }

  // G12
  @Test func `a bundle with any byte changed is refused`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(try packer.testimonies(0..<2), withdrawn: [Packer.record(9)])
    for place in bundle.indices {
      var changed = bundle
      changed[place] ^= 0x10
      #expect(throws: BundleError.self, "\(place)") { try packer.verify(changed) }
    }
  }

  @Test func `a changed entry is named by its number`() throws {
    let packer = try Packer()
    var bundle = try packer.pack(try packer.testimonies(0..<3))
    bundle[105 + (37 + packer.recordLength) + 200] ^= 1
    #expect(throws: BundleError.changed(entry: 2)) { try packer.verify(bundle) }
  }

  // G12
  @Test func `entries out of order are named, also where the intake itself wrote them so`() throws {
    let packer = try Packer()
    let sealed = try packer.testimonies([0, 2, 1])
    #expect(throws: BundleError.reordered(entry: 3)) { try packer.verify(packer.pack(sealed)) }
    let withdrawn = [Packer.record(9), Packer.record(8)]
    #expect(throws: BundleError.reordered(entry: 2)) {
      try packer.verify(packer.pack([], withdrawn: withdrawn))
    }
    let good = try packer.pack(try packer.testimonies(0..<2))
    let length = 37 + packer.recordLength
    let (first, second) = (good[105..<105 + length], good[105 + length..<105 + 2 * length])
    let swapped = good[..<105] + second + first + good[(105 + 2 * length)...]
    #expect(throws: BundleError.self) { try packer.verify(Array(swapped)) }
  }

  @Test func `a period that the campaign does not have is named`() throws {
    let packer = try Packer()
    let sealed = try packer.testimonies(0..<2)
    let last = UInt32(packer.campaign.lastEpoch)
    try packer.verify(packer.pack(sealed, epochs: [0, last]))
    for holes in [[], [1]] {
      #expect(throws: BundleError.unknownPeriod(entry: 2)) {
        try packer.verify(packer.pack(sealed, holes: holes, epochs: [0, last + 1]))
      }
    }
    #expect(throws: BundleError.unknownPeriod(entry: 1)) {
      try packer.verify(packer.pack(sealed, epochs: [.max, 0]))
    }
  }

  // G12
  @Test func `a testimony moved to the other lane on its way is named`() throws {
    let packer = try Packer()
    let good = try packer.pack(try packer.testimonies(0..<2))
    let length = 37 + packer.recordLength
    for (entry, place, kind) in [(1, 105, 3), (2, 105 + length, 1)] {
      var moved = good
      moved[place] = UInt8(kind)
      #expect(throws: BundleError.changed(entry: entry)) { try packer.verify(moved) }
    }
  }

  // G12
  @Test func `both lanes stand in one order, and an id is not in both`() throws {
    let packer = try Packer()
    // The second of a pack comes by invitation, the others by the open lane.
    for (numbers, error) in [
      ([2, 1], BundleError.reordered(entry: 2)), ([1, 3, 2], .reordered(entry: 3)),
      ([1, 1], .duplicate(entry: 2)), ([1, 2, 2], .duplicate(entry: 3)),
    ] {
      let sealed = try packer.testimonies(numbers)
      #expect(throws: error) { try packer.verify(packer.pack(sealed)) }
    }
  }

  // G12
  @Test func `an id that stands twice is named`() throws {
    let packer = try Packer()
    let twice = try packer.testimonies([1, 1])
    #expect(throws: BundleError.duplicate(entry: 2)) { try packer.verify(packer.pack(twice)) }
    let withdrawn = [Packer.record(8), Packer.record(8)]
    #expect(throws: BundleError.duplicate(entry: 2)) {
      try packer.verify(packer.pack([], withdrawn: withdrawn))
    }
    let good = try packer.pack(try packer.testimonies([1]))
    let length = 37 + packer.recordLength
    let copied = good[..<(105 + length)] + good[105...]
    #expect(throws: BundleError.duplicate(entry: 2)) { try packer.verify(Array(copied)) }
  }

  @Test func `a testimony after a withdrawal is out of order`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(
      [], withdrawn: [Packer.record(1)], late: try packer.testimonies([2]),
      header: packer.header(records: 1))
    #expect(throws: BundleError.reordered(entry: 2)) { try packer.verify(bundle) }
  }

  @Test func `another campaign, another intake and another length are refused by name`() throws {
    let packer = try Packer()
    let other = try Packer()
    let bundle = try other.pack(try other.testimonies(0..<1))
    #expect(throws: BundleError.otherCampaign) {
      try packer.verify(bundle, from: other.key.publicKey)
    }
    let own = try packer.pack(try packer.testimonies(0..<1))
    #expect(throws: BundleError.otherIntake) {
      try packer.verify(own, from: other.key.publicKey)
    }
    let long = packer.header(records: 1, recordLength: packer.recordLength + 16)
    #expect(throws: BundleError.badRecord(entry: 1)) {
      try packer.verify(try packer.pack(try packer.testimonies(0..<1), header: long))
    }
  }

  @Test func `a testimony of another campaign among one's own is named`() throws {
    let packer = try Packer()
    let other = try Packer()
    let mixed = try packer.testimonies([1]) + other.testimonies([2])
    #expect(throws: BundleError.badRecord(entry: 2)) { try packer.verify(packer.pack(mixed)) }
  }

  @Test func `bytes after the end are refused, one or many`() throws {
    let packer = try Packer()
    let bundle = try packer.pack(try packer.testimonies(0..<1))
    for extra in [1, 81, 2 << 20] {
      #expect(throws: BundleError.trailingBytes) {
        try packer.verify(bundle + [UInt8](repeating: 0, count: extra))
      }
    }
  }

  // G12
  @Test func `a signature by another key is refused, and a changed one`() throws {
    let packer = try Packer()
    let other = try Packer()
    let sealed = try packer.testimonies(0..<2)
    let claimed = packer.header(records: 2, signer: other.key.publicKey)
    #expect(throws: BundleError.badSignature) {
      try packer.verify(try packer.pack(sealed, header: claimed), from: other.key.publicKey)
    }
    var bundle = try packer.pack(sealed)
    bundle[bundle.count - 40] ^= 1
    #expect(throws: BundleError.badSignature) { try packer.verify(bundle) }
  }

  @Test(arguments: [0, 1, 3])
  func `a header that says another number of testimonies is refused`(said: Int) throws {
    let packer = try Packer()
    let bundle = try packer.pack(
      try packer.testimonies(0..<2), header: packer.header(records: said))
    #expect(throws: BundleError.wrongCount) { try packer.verify(bundle) }
  }

  @Test func `what is no bundle is not read as one`() throws {
    let packer = try Packer()
    var bundle = try packer.pack([])
    #expect(throws: BundleError.notABundle) { try packer.verify(Array("PK\u{3}\u{4}".utf8)) }
    bundle[8] = 2
    #expect(throws: BundleError.unknownVersion) { try packer.verify(bundle) }
    bundle[0] = 0
    #expect(throws: BundleError.notABundle) { try packer.verify(bundle) }
  }

  @Test func `an entry of an unknown kind is refused`() throws {
    let packer = try Packer()
    var bundle = try packer.pack(try packer.testimonies(0..<1))
    for kind in UInt8(4)...255 {
      bundle[105] = kind
      #expect(throws: BundleError.changed(entry: 1)) { try packer.verify(bundle) }
    }
  }
}
