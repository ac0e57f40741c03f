// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ThematicCoding

@Suite struct `The coder` {
  private let id = [UInt8](repeating: 9, count: Coder.idLength)

  private func decision(_ themes: String..., hash: String? = nil) throws -> ThemeDecision {
    ThemeDecision(themes: themes, codebookHash: try hash ?? Samples.codebook().hash)
  }

  private func coded(
    id: [UInt8]? = nil, _ decision: ThemeDecision, questions: [String] = ["change"]
  ) throws -> CodedTestimony {
    let answers = try questions.map { try Samples.answer("words", question: $0) }
    return try Coder(codebook: Samples.codebook())
      .code(id: id ?? self.id, answers: answers, permission: .retell, decision: decision)
  }

  @Test func `it carries what was decided and nothing else`() throws {
    let coded = try coded(try decision("stigma", "punished"))
    #expect(coded.id == id)
    #expect(coded.themes == ["punished", "stigma"])
    #expect(coded.permission == .retell)
    #expect(coded.codebookHash == (try Samples.codebook().hash))
  }

  @Test func `no theme is a decision too`() throws {
    #expect(try coded(try decision()).themes.isEmpty)
    #expect(try coded(try decision(), questions: []).themes.isEmpty)
  }

  @Test func `a decision under another codebook is refused`() throws {
    let other = try decision("stigma", hash: String(repeating: "0", count: 64))
    #expect(throws: CodingError.anotherCodebook) { try coded(other) }
  }

  @Test func `a theme that the codebook does not have is refused`() throws {
    let unknown = try decision("stigma", "weather")
    #expect(throws: CodingError.unknownTheme("weather")) { try coded(unknown) }
  }

  @Test(arguments: [0, 15, 17])
  func `an id of another length is refused`(_ length: Int) throws {
    let decision = try decision("stigma")
    #expect(throws: CodingError.malformedId) {
      try coded(id: [UInt8](repeating: 1, count: length), decision)
    }
  }

  @Test func `two answers to one question are refused`() throws {
    let decision = try decision("stigma")
    #expect(throws: CodingError.repeatedQuestion) {
      try coded(decision, questions: ["change", "change"])
    }
  }

  @Test func `a coded testimony can be neither encoded nor decoded`() {
    #expect(!(CodedTestimony.self is any Decodable.Type))
    #expect(!(CodedTestimony.self is any Encodable.Type))
  }
}

@Suite struct `A theme decision` {
  @Test func `its themes are sorted and stand once, however they came`() throws {
    var decision = ThemeDecision(themes: ["stigma", "punished", "stigma"], codebookHash: "h")
    #expect(decision.themes == ["punished", "stigma"])
    decision.themes.append("misunderstood")
    #expect(decision.themes == ["misunderstood", "punished", "stigma"])
    let stored = Data(#"{"themes":["b","a","b"],"codebookHash":"h"}"#.utf8)
    let read = try JSONDecoder().decode(ThemeDecision.self, from: stored)
    #expect(read == ThemeDecision(themes: ["a", "b"], codebookHash: "h"))
  }

  @Test func `it comes back from storage unchanged`() throws {
    let decision = ThemeDecision(themes: ["punished", "stigma"], codebookHash: "h")
    let stored = try JSONEncoder().encode(decision)
    #expect(try JSONDecoder().decode(ThemeDecision.self, from: stored) == decision)
  }
}
