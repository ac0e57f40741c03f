// SPDX-License-Identifier: Apache-2.0

import Foundation
import SealedBundle
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

/// G6, G12: a bundle made again after a withdrawal lacks the words, and is still the same bundle.
@Suite struct HoleTests {
  @Test(arguments: [0, 1, 2]) func `a hole keeps digest and signature`(hole: Int) throws {
    let packer = try Packer()
    let sealed = try packer.testimonies(0..<3)
    let whole = try packer.pack(sealed)
    let again = try packer.pack(sealed, holes: [hole])
    #expect(try packer.verify(again) == packer.verify(whole))
    #expect(again.suffix(64) == whole.suffix(64))
    #expect(again.count == whole.count - packer.recordLength + 49)
    #expect(Data(again).range(of: Data(sealed[hole].bytes.suffix(64))) == nil)
    let entries = try packer.entries(again)
    #expect(entries[hole] == .hole(record: sealed[hole].header.record))
  }

  @Test func `a hole with any byte changed is refused`() throws {
    let packer = try Packer()
    let again = try packer.pack(try packer.testimonies(0..<1), holes: [0])
    for place in 105..<(105 + 54 + 32) {
      var changed = again
      changed[place] ^= 1
      #expect(throws: BundleError.self, "\(place)") { try packer.verify(changed) }
    }
  }
}
