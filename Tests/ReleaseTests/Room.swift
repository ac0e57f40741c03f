// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import OfficeDocuments
import ThematicCoding

@testable import Release

extension Stage {
  /// A guide with one question on each theme of the codebook.
  func guide() throws -> DiscussionGuide {
    let question = "{ en: What now?, ru: Что теперь?, tg: Акнун чӣ?, uz: Endi nima? }"
    let themes = book.themes.map { "  \($0.id): [\(question)]\n" }.joined()
    return try DiscussionGuide(
      parsing: "opening: [\(question)]\nthemes:\n\(themes)", file: "discussion.yaml", codebook: book
    )
  }

  func roomFiles() throws -> RoomFiles {
    try RoomFiles(messages: messages, codebook: book, guide: guide())
  }

  func files(_ content: RoomContent) throws -> [String: String] {
    try roomFiles().all(content).mapValues { String(decoding: $0, as: UTF8.self) }
  }

  func sheet(_ rows: String...) throws -> CommitmentSheet {
    try CommitmentSheet(
      parsing: ([CommitmentSheet.columns.joined(separator: ",")] + rows).joined(separator: "\n"),
      file: "promises.csv", codebook: book)
  }

  /// A row of the sheet; what is not named is empty.
  static func row(_ cells: [String: String]) -> String {
    CommitmentSheet.columns.map { SheetText.cell(cells[$0] ?? "") }.joined(separator: ",")
  }

  static let promised = [
    "id": "interpreters-1", "theme": "lawyer", "day": "2026-03-01", "status": "agreed",
    "by": "2026-09-01", "promise_en": "An interpreter", "promise_ru": "Переводчик",
    "owner_en": "An invented ministry",
  ]
}
