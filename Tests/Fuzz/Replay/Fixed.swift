// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Sealing
import TestimonyModel

/// A campaign that is the same in every run, so that a corpus stays valid.
struct Fixed: Sendable {
  let campaign: Campaign
  let intakeSeed = [UInt8](repeating: 9, count: 32)

  /// Who signs bundles and requests.
  let signer: [UInt8]

  /// A key that the harness seals with, so that what is inside can be hostile.
  static let streamKey = [UInt8](repeating: 6, count: 32)

  static let shared = Result { try Fixed() }

  init() throws {
    signer = try Signing.PrivateKey(seed: SecretBytes(copying: intakeSeed)).publicKey
    let key = try KeyAgreement.PrivateKey(
      HPKESuite.deriveKeyPair([UInt8](repeating: 3, count: 32)))
    let form = try Form(parsing: Self.yaml, file: "form.yaml")
    guard let opens = Day("2026-01-01"), let closes = Day("2026-12-31") else {
      throw CampaignError.badDates
    }
    campaign = try Campaign(
      id: [UInt8](repeating: 7, count: 16), name: "invented", publicKey: key.publicKey,
      answerKey: [UInt8](repeating: 5, count: 32), opens: opens, closes: closes, epochDays: 7,
      form: form)
  }

  /// A testimony with something in every field.
  var testimony: Testimony {
    let form = campaign.form
    let answers = form.questions.map { question in
      Answer(
        choices: question.kind == .text ? [] : [0],
        text: question.textLimit > 0 ? "An invented voice." : "")
    }
    let consent = Consent(
      language: .en, helped: true, keep: false,
      permissions: Array(repeating: .count, count: answers.count), replyKey: nil)
    return Testimony(answers: answers, consent: consent, facts: form.facts.map { _ in [0] })
  }

  /// The same, sealed; the record id is all one byte.
  func sealed(_ record: UInt8) throws -> SealedTestimony {
    try Sealer(campaign: campaign).seal(
      testimony, record: [UInt8](repeating: record, count: 16), by: .browser,
      ephemeral: KeyAgreement.PrivateKey(
        HPKESuite.deriveKeyPair([UInt8](repeating: record, count: 32))))
  }

  /// Every kind of question, as short as the format lets it be.
  static let yaml = """
    languages: [en, ru]
    questions:
      - {id: words, kind: text, size: 64, textLimit: 40, required: true, text: {en: a, ru: a}}
      - id: one
        kind: single
        size: 64
        textLimit: 20
        text: {en: a, ru: a}
        choices: [{id: x, text: {en: a, ru: a}}, {id: y, text: {en: a, ru: a}}]
      - id: many
        kind: multi
        size: 64
        most: 2
        text: {en: a, ru: a}
        choices:
          - {id: x, text: {en: a, ru: a}}
          - {id: y, text: {en: a, ru: a}}
          - {id: z, text: {en: a, ru: a}}
      - id: grid
        kind: matrix
        size: 64
        text: {en: a, ru: a}
        choices: [{id: x, text: {en: a, ru: a}}, {id: y, text: {en: a, ru: a}}]
        rows: [{id: r, text: {en: a, ru: a}}, {id: s, text: {en: a, ru: a}}]
    facts:
      - id: age
        kind: single
        enabled: true
        text: {en: a, ru: a}
        choices: [{id: x, text: {en: a, ru: a}}, {id: y, text: {en: a, ru: a}}]
    consent:
      heading: {en: a, ru: a}
      text: {en: a, ru: a}
      choices:
        - {id: read, text: {en: a, ru: a}}
        - {id: count, text: {en: a, ru: a}}
        - {id: retell, text: {en: a, ru: a}}
        - {id: quote, text: {en: a, ru: a}}
      perAnswer: {en: a, ru: a}
      helped: {en: a, ru: a}
      keep: {en: a, ru: a}
    """
}
