// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Receipt
import Testing

@Suite struct ReceiptKeysTests {
  private let code = DigitCode(seed: SecretBytes(copying: [UInt8](repeating: 7, count: 32)))
  private let campaign = [UInt8](0..<16)

  @Test func `token, key and name are what the format page says`() throws {
    let keys = try ReceiptKeys(code, campaign: campaign)
    let stretched = try KeyDerivation.pbkdf2(
      password: SecretBytes(copying: code.ascii), salt: Array("ovoz receipt v1".utf8) + campaign,
      rounds: 600_000, length: 32)
    let key = MAC.hmacSHA256(key: stretched, Array("ovoz reply key v1".utf8))
    #expect(keys.token == MAC.hmacSHA256(key: stretched, Array("ovoz receipt token v1".utf8)))
    #expect(keys.replyKey.withBytes { Array($0) } == key)
    let name = MAC.hmacSHA256(key: key, Array("ovoz reply name v1".utf8)).prefix(16)
    #expect(keys.replyName == Array(name))
  }

  @Test func `another campaign or another code shares nothing`() throws {
    let other = DigitCode(seed: SecretBytes(copying: [UInt8](repeating: 8, count: 32)))
    let all = [
      try ReceiptKeys(code, campaign: campaign).token,
      try ReceiptKeys(code, campaign: campaign.reversed()).token,
      try ReceiptKeys(other, campaign: campaign).token,
    ]
    #expect(Set(all).count == 3)
  }

  @Test(arguments: [0, 15, 17, 32])
  func `a campaign id of another length is refused`(length: Int) {
    #expect(throws: PrimitiveError.badLength) {
      _ = try ReceiptKeys(code, campaign: [UInt8](repeating: 0, count: length))
    }
  }

  @Test func `a slip's token is the labelled hash of its digits`() {
    #expect(
      SlipToken(code).bytes == Digest.sha256(Array("ovoz slip v1".utf8) + code.ascii))
  }
}
