// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import Vault

@Suite struct SealedTestimonyTests {
  // G4
  @Test func `whatever was answered, a sealed testimony has one length and opens again`() throws {
    let canned = try Canned()
    let form = canned.campaign.form
    let sealer = Sealer(campaign: canned.campaign)
    var any = AnyTestimony(to: form, seed: 2)
    for _ in 0..<40 {
      let testimony = any.next()
      let sealed = try sealer.seal(testimony, record: RandomBytes.fresh(16), by: .browser)
      #expect(sealed.bytes.count == SealedTestimony.length(in: form))
      let isSame = try canned.opener.open(sealed) == testimony
      #expect(isSame)
    }
  }

  @Test func `who sealed is on record`() throws {
    let canned = try Canned()
    #expect(try canned.sealed(by: .browser).header.sealedBy == .browser)
    #expect(try canned.sealed(by: .server).header.sealedBy == .server)
  }

  @Test func `the same words sealed twice have nothing in common but the header`() throws {
    let canned = try Canned()
    let record = try RandomBytes.fresh(16)
    let first = try canned.sealed(record: record)
    let second = try canned.sealed(record: record)
    #expect(first.commitment != second.commitment)
    for (left, right) in zip(
      first.fields(in: canned.campaign.form), second.fields(in: canned.campaign.form))
    {
      #expect(left != right)
    }
  }

  // G12
  @Test func `no flipped bit leaves a testimony that opens`() throws {
    let canned = try Canned()
    let bytes = try canned.sealed("sentinel").bytes
    var numbers = SeededNumbers(seed: 3)
    let header = 0..<(SealedHeader.length * 8)
    let bits =
      (0..<200).map { _ in Int.random(in: header, using: &numbers) }
      + (0..<300).map { _ in Int.random(in: 0..<(bytes.count * 8), using: &numbers) }
    for bit in bits {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: (any Error).self, "bit \(bit)") { try Self.open(flipped, canned) }
    }
  }

  // G12
  @Test func `no shortened or lengthened testimony is one`() throws {
    let canned = try Canned()
    let bytes = try canned.sealed().bytes
    for length in Array(0..<200) + stride(from: 200, to: bytes.count, by: 97) + [bytes.count - 1] {
      let error = #expect(throws: SealingError.self) {
        try SealedTestimony(Array(bytes.prefix(length)), of: canned.campaign)
      }
      #expect(error == (length < SealedHeader.length ? .tooShort : .badLength))
    }
    #expect(throws: SealingError.badLength) {
      try SealedTestimony(bytes + [0], of: canned.campaign)
    }
  }

  @Test func `another campaign's testimony is refused by name, with the same key too`() throws {
    let canned = try Canned()
    let sealed = try canned.sealed()
    #expect(throws: SealingError.otherCampaign) {
      try SealedTestimony(sealed.bytes, of: try Canned().campaign)
    }
    let one = canned.campaign
    let sister = try Campaign(
      id: RandomBytes.fresh(16), name: "sister", publicKey: one.publicKey, answerKey: one.answerKey,
      opens: one.opens,
      closes: one.closes, epochDays: 7, form: one.form)
    #expect(throws: SealingError.otherCampaign) { try SealedTestimony(sealed.bytes, of: sister) }
  }

  @Test func `a record id has 16 bytes`() throws {
    let canned = try Canned()
    for length in [0, 15, 17] {
      #expect(throws: SealingError.cannotSeal) {
        try canned.sealed(record: [UInt8](repeating: 1, count: length))
      }
    }
  }

  static func open(_ bytes: [UInt8], _ canned: Canned) throws -> Testimony {
    try canned.opener.open(try SealedTestimony(bytes, of: canned.campaign))
  }
}
