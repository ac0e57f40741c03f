// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ThematicCoding

@Suite struct CodingSheetTests {
  private static let hash = String(repeating: "ab", count: 32)
  private static let record = String(repeating: "0f", count: 16)

  @Test func `a sheet comes back as it was, passages and notes too`() throws {
    let passage = CodedPassage(
      question: "change", range: 3..<17, theme: "blamed", memo: "сухани худам")
    let decision = ThemeDecision(
      themes: ["blamed"], codebookHash: Self.hash, passages: [passage], memo: "a note")
    let sheet = CodingSheet(
      coder: "sitora-2", codebookHash: Self.hash, decisions: [Self.record: decision])
    #expect(try CodingSheet(json: sheet.json()) == sheet)
    #expect(try sheet.json() == sheet.json())
  }

  @Test(arguments: [
    ("sitora", true), ("a-1", true), ("", false), ("Sitora", false), ("Ситора", false),
    ("a b", false), (String(repeating: "a", count: 64), true),
    (String(repeating: "a", count: 65), false),
  ])
  func `a coder's name has small letters, digits and hyphens`(name: String, fits: Bool) {
    #expect(CodingSheet.isCoderName(name) == fits)
  }

  /// The vectors of the format, read by this half of it.
  private struct Vector: Decodable {
    let expect: String
    let content: String?
  }

  @Test func `every content of the format's vectors is read or refused as its line says`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../VaultTests/CodingVectors")
    var (read, refused) = (0, 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let vector = try JSONDecoder().decode(
        Vector.self, from: Data(contentsOf: folder.appending(path: name)))
      guard let content = vector.content else { continue }
      let bytes = Array(content.utf8)
      if vector.expect == "opens" {
        read += 1
        #expect(throws: Never.self, "\(name)") { try CodingSheet(json: bytes) }
      } else {
        refused += 1
        #expect(throws: CodingError.malformedSheet, "\(name)") { try CodingSheet(json: bytes) }
      }
    }
    #expect(read == 2 && refused == 12)
  }
}
