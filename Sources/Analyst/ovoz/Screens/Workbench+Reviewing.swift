// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Reading
import Redaction
import TestimonyModel
import Vault

/// What a review of the redaction is given, and where its steps go.
extension Workbench {
  func review(of record: [UInt8]) throws -> RedactionReview? {
    guard let bytes = try vault.decision(.redactionReview, for: record) else { return nil }
    return try JSONDecoder().decode(RedactionReview.self, from: Data(bytes))
  }

  func keep(_ review: RedactionReview, for record: [UInt8]) throws {
    try vault.decide(.redactionReview, Array(JSONEncoder().encode(review)), for: record)
  }

  /// Whether every doubtful mark was looked at under these lists.
  func isReviewed(_ record: [UInt8], lists: String) throws -> Bool {
    guard let review = try review(of: record) else { return false }
    return review.isDone && review.lists == lists
  }

  /// The written answers, unredacted: for the one who decides what is taken out.
  func writtenAnswers(of testimony: Testimony, in language: Language) -> [ShownAnswer] {
    zip(vault.campaign.form.questions, testimony.answers).compactMap { question, answer in
      guard !answer.text.isEmpty else { return nil }
      return ShownAnswer(
        question: question.id, heading: question.text[language], text: answer.text)
    }
  }
}
