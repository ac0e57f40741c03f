// SPDX-License-Identifier: Apache-2.0

import Answering
import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel
import TestimonyTesting
import Vault

/// A campaign's organisers, with the key that answers.
struct Reception: ~Copyable {
  let campaign: Campaign
  let signer: Signing.PrivateKey
  static let padding = [UInt8](repeating: 7, count: 32)

  init() throws {
    let key = try OpeningKey()
    let id = try RandomBytes.fresh(16)
    let own = try key.answerSigner(campaign: id)
    campaign = try Campaign(
      id: id, name: "invented", publicKey: key.publicKey, answerKey: own.publicKey,
      opens: Day(number: 0), closes: Day(number: 6), epochDays: 7,
      form: try Canned().campaign.form)
    signer = own
  }

  /// The invented example of Config/answer.yaml.
  static func example() throws -> OrganisersAnswer {
    try OrganisersAnswer(parsing: exampleYAML(), file: "answer.yaml")
  }

  static func exampleYAML() throws -> String {
    try String(contentsOf: Canned.config("answer.yaml"), encoding: .utf8)
  }

  func published(number: UInt32 = 1, replies: [SealedReply] = []) throws -> [UInt8] {
    try AnswerWriter(campaign: campaign, padding: Self.padding).bytes(
      Self.example(), number: number, replies: replies, signer: signer)
  }

  /// The same file with other content under a good signature: nothing but the change is wrong.
  func signedAgain(_ bytes: [UInt8], _ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
    var body = Array(bytes.dropLast(Signing.signatureLength))
    change(&body)
    return body + (try signer.sign(DomainLabel.answerSignature.bytes + body))
  }

  /// The error that a file is refused with, or nil.
  func refusal(of bytes: [UInt8]) -> AnswerError? {
    do {
      _ = try PublishedAnswer(bytes, of: campaign)
      return nil
    } catch { return error }
  }

  /// An answer file around any page and replies, by AnswerFormat §1 alone.
  func file(page: String, names: [UInt8], count: Int? = nil) throws -> [UInt8] {
    var body = Array("OVOZANSW".utf8) + [1] + campaign.id + [0, 0, 0, 9]
    body.append(bigEndian: UInt32(page.utf8.count))
    body += Array(page.utf8)
    body.append(bigEndian: UInt32(count ?? names.count))
    for name in names {
      body += [UInt8](repeating: name, count: 16) + [UInt8](repeating: 0, count: 1_052)
    }
    return body + (try signer.sign(DomainLabel.answerSignature.bytes + body))
  }
}
