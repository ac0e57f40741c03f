// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import CryptoPrimitives
public import Foundation
public import Sealing
public import TestimonyModel
public import Vault

/// A campaign with its key, and plainly invented testimonies, for tests.
public struct Canned: Sendable {
  /// The campaign.
  public let campaign: Campaign
  /// What opens its testimonies.
  public let opener: TestimonyOpener
  /// The locked key file; its passphrase is ``passphrase``.
  public let keyFile: [UInt8]

  /// The passphrase of every canned key.
  public static var passphrase: SecretBytes { SecretBytes(copying: Array("invented words".utf8)) }
  /// The least cost that scrypt takes here: tests are not attackers.
  public static let cost = PassphraseKey.ScryptCost(n: 16, r: 8, p: 1)

  /// Makes a campaign with a fresh key and the real questions of Config/form.yaml.
  public init(
    opens: String = "2026-01-01", closes: String = "2026-12-31", name: String = "invented"
  ) throws {
    let yaml = try String(contentsOf: Self.config("form.yaml"), encoding: .utf8)
    try self.init(
      form: Form(parsing: yaml, file: "form.yaml"), opens: opens, closes: closes, name: name)
  }

  /// Makes a campaign with a fresh key and any form.
  public init(form: Form, opens: String, closes: String, name: String) throws {
    let key = try OpeningKey()
    let first = try Self.require(Day(opens))
    let last = try Self.require(Day(closes))
    let id = try RandomBytes.fresh(16)
    campaign = try Campaign(
      id: id, name: name, publicKey: key.publicKey,
      answerKey: try key.answerSigner(campaign: id).publicKey, opens: first, closes: last,
      epochDays: 7, form: form)
    opener = TestimonyOpener(campaign: campaign, key: try key.agreementKey())
    keyFile = try key.locked(Self.passphrase, campaign: campaign.id, cost: Self.cost)
  }

  /// A file of the project's Config folder.
  public static func config(_ name: String) -> URL {
    root.appending(path: "Config/\(name)")
  }

  /// The project's folder.
  public static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// A testimony that says `words` to the first question and ticks the first choice everywhere.
  public func testimony(
    _ words: String = "An invented voice.", permission: Permission = .count,
    language: Language = .en
  ) -> Testimony {
    let answers = campaign.form.questions.map { question in
      question.kind == .text ? Answer(text: words) : Answer(choices: [0])
    }
    let consent = Consent(
      language: language, helped: false, keep: false,
      permissions: Array(repeating: permission, count: answers.count))
    return Testimony(
      answers: answers, consent: consent, facts: campaign.form.facts.map { _ in [] })
  }

  /// The same, sealed.
  public func sealed(
    _ words: String = "An invented voice.", permission: Permission = .count,
    record: [UInt8]? = nil, by: SealedBy = .browser
  ) throws -> SealedTestimony {
    try Sealer(campaign: campaign).seal(
      testimony(words, permission: permission), record: try record ?? RandomBytes.fresh(16), by: by)
  }

  private static func require<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw CampaignError.badDates }
    return value
  }
}
