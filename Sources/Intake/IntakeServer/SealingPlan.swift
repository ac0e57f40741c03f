// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import TestimonyModel

/// What the page's script needs to seal, and nothing that a person reads.
struct SealingPlan: Encodable {
  struct Item: Encodable {
    let id: String
    let kind: Question.Kind
    let size: Int
    let textLimit: Int
    let choices: [String]
    let rows: [String]
    let most: Int?

    init(_ question: Question) {
      (id, kind, size) = (question.id, question.kind, question.size)
      (textLimit, most) = (question.textLimit, question.most)
      choices = question.choices.map(\.id)
      rows = question.rows.map(\.id)
    }
  }

  let campaign: String
  let publicKey: String
  let formVersion: String
  let languages: [Language]
  let questions: [Item]
  let facts: [Item]

  init(_ campaign: Campaign) {
    self.campaign = Hex.text(campaign.id)
    publicKey = Hex.text(campaign.publicKey)
    formVersion = Hex.text(campaign.formVersion)
    languages = campaign.form.languages
    questions = campaign.form.questions.map(Item.init)
    facts = campaign.form.facts.map(Item.init)
  }

  /// JSON that can stand inside a script element: no `<` is left to end it.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
      .replacingOccurrences(of: "<", with: "\\u003c")
  }
}
