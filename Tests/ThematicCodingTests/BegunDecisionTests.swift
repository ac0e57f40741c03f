// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ThematicCoding

@Suite struct BegunDecisionTests {
  private let decision = ThemeDecision(
    themes: ["stigma"], codebookHash: "now", memo: "an invented note")

  private func again<Value: Decodable>(_ begun: some Encodable) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(begun))
  }

  @Test func `what was rejected before a decision comes back`() throws {
    let begun = BegunDecision(decision, rejected: ["blamed", "punished"])
    let read: BegunDecision = try again(begun)
    #expect(read == begun)
  }

  @Test func `earlier versions read it as the decision that it holds`() throws {
    let read: ThemeDecision = try again(BegunDecision(decision, rejected: ["blamed"]))
    #expect(read == decision)
  }

  @Test func `what earlier versions began is read, with nothing rejected`() throws {
    let read: BegunDecision = try again(decision)
    #expect(read == BegunDecision(decision))
  }
}
