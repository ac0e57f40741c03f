// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import Vault

@Suite struct ConsentTests {
  // G7
  @Test(arguments: Permission.allCases)
  func `a permission travels with each answer`(permission: Permission) throws {
    let canned = try Canned()
    let opened = try canned.opener.open(try canned.sealed(permission: permission))
    #expect(opened.consent.permissions.allSatisfy { $0 == permission })
    #expect(opened.consent.permissions.count == canned.campaign.form.questions.count)
  }

  // G7
  @Test func `consent flipped inside the ciphertext does not open`() throws {
    let canned = try Canned()
    let sealed = try canned.sealed(permission: .readOnly)
    let consent = try Self.consentField(of: sealed, canned.campaign)
    for place in consent {
      var changed = sealed.bytes
      changed[place] ^= 3
      #expect(throws: OpeningError.cannotOpen) { try SealedTestimonyTests.open(changed, canned) }
    }
  }

  // G7
  @Test func `the consent of another testimony does not open in its place`() throws {
    let canned = try Canned()
    let strict = try canned.sealed(permission: .readOnly)
    let wide = try canned.sealed(permission: .quote)
    let consent = try Self.consentField(of: strict, canned.campaign)
    var changed = strict.bytes
    changed.replaceSubrange(consent, with: wide.bytes[consent])
    #expect(throws: OpeningError.cannotOpen) { try SealedTestimonyTests.open(changed, canned) }
  }

  // G7
  @Test func `the consent of an earlier sealing of the same record does not open either`() throws {
    let canned = try Canned()
    let record = try RandomBytes.fresh(16)
    let strict = try canned.sealed(permission: .readOnly, record: record)
    let wide = try canned.sealed(permission: .quote, record: record)
    let consent = try Self.consentField(of: strict, canned.campaign)
    var changed = strict.bytes
    changed.replaceSubrange(consent, with: wide.bytes[consent])
    #expect(throws: OpeningError.cannotOpen) { try SealedTestimonyTests.open(changed, canned) }
  }

  private static func consentField(
    of sealed: SealedTestimony, _ campaign: Campaign
  ) throws -> Range<Int> {
    let index = try #require(campaign.form.fields.firstIndex { $0.name == "consent" })
    return sealed.fields(in: campaign.form)[index].indices
  }
}
