// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import TestimonyModel

/// What the page's script needs to seal, and the words that it may have to say.
struct SealingPlan: Encodable {
  struct Item: Encodable {
    let id: String
    let kind: Question.Kind
    // What a question has not is left out: the script knows it as none.
    let size: Int?
    let textLimit: Int?
    let choices: [String]?
    let rows: [String]?
    let most: Int?

    init(_ question: Question) {
      (id, kind, most) = (question.id, question.kind, question.most)
      size = question.size == 0 ? nil : question.size
      textLimit = question.textLimit == 0 ? nil : question.textLimit
      choices = question.choices.isEmpty ? nil : question.choices.map(\.id)
      rows = question.rows.isEmpty ? nil : question.rows.map(\.id)
    }
  }

  let campaign: String
  let publicKey: String
  let formVersion: String
  let languages: [Language]
  let questions: [Item]
  let facts: [Item]
  let words: [String: String]

  init(_ campaign: Campaign, words: [String: String] = [:]) {
    self.words = words
    self.campaign = Hex.text(campaign.id)
    publicKey = Hex.text(campaign.publicKey)
    formVersion = Hex.text(campaign.formVersion)
    languages = campaign.form.languages
    questions = campaign.form.questions.map(Item.init)
    facts = campaign.form.facts.map(Item.init)
  }

  /// JSON that can stand inside a script element.
  func json() throws -> String { try ScriptJSON.text(self) }
}

/// JSON inside a page.
enum ScriptJSON {
  /// A value as JSON that can stand inside a script element: no `<` is left to end it.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
      .replacingOccurrences(of: "<", with: "\\u003c")
  }
}
