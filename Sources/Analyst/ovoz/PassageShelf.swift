// SPDX-License-Identifier: Apache-2.0

import Languages
import Redaction
import Vault

/// A sentence of a testimony after redaction, in memory only (G8).
struct CampaignPassage {
  let record: [UInt8]
  let question: String
  let text: String
}

/// The passages of a campaign that may be used, as long as a command looks for some of them.
struct PassageShelf {
  /// Shorter sentences say too little to be compared.
  private static let fewestLetters = 12

  private let passages: [CampaignPassage]

  /// Opens every testimony; those that do not open are passed over, as `ovoz list` names them.
  init(_ workbench: Workbench) throws {
    var passages: [CampaignPassage] = []
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        for answer in try workbench.redactedAnswers(of: testimony, record: opened.record) {
          passages += Self.sentences(answer.text.text).map {
            CampaignPassage(record: opened.record, question: answer.question, text: $0)
          }
        }
      }
    }
    self.passages = passages
  }

  func texts(of record: [UInt8]) -> [String] {
    passages.filter { $0.record == record }.map(\.text)
  }

  /// The passages of all testimonies but one.
  func others(than record: [UInt8]?) -> [CampaignPassage] {
    passages.filter { $0.record != record }
  }

  private static func sentences(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return Sentences.ranges(in: text).filter { $0.count >= fewestLetters }.map {
      String(String.UnicodeScalarView(scalars[$0]))
    }
  }
}
