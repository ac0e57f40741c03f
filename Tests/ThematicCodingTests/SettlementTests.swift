// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ThematicCoding

@Suite struct SettlementTests {
  private let settled = Settlement(
    decision: ThemeDecision(themes: ["blamed"], codebookHash: "now"),
    before: [Settlement.here: ["blamed", "shelter"], "firuza": []])

  @Test func `it stands as long as nobody who differed says something else`() {
    let said: [String: Set<String>] = [Settlement.here: ["shelter", "blamed"], "firuza": []]
    #expect(settled.stands(beside: said, codebookHash: "now"))
    #expect(!settled.stands(beside: said.merging(["firuza": ["work"]]) { $1 }, codebookHash: "now"))
    #expect(!settled.stands(beside: [Settlement.here: ["blamed"]], codebookHash: "now"))
  }

  @Test
  func `it stands without those who are not there, and beside those who came later and say so`() {
    #expect(settled.stands(beside: [:], codebookHash: "now"))
    #expect(settled.stands(beside: ["zarina": ["blamed"]], codebookHash: "now"))
    #expect(!settled.stands(beside: ["zarina": ["work"]], codebookHash: "now"))
  }

  @Test func `another codebook opens it again`() {
    #expect(!settled.stands(beside: [:], codebookHash: "later"))
  }

  @Test func `it keeps what each had said`() throws {
    let again = try JSONDecoder().decode(Settlement.self, from: JSONEncoder().encode(settled))
    #expect(again == settled)
    #expect(again.before["firuza"] == [])
  }
}
