// SPDX-License-Identifier: Apache-2.0

import Reading
import Testing
import ThematicCoding

struct PlainCodingTests {
  private func coding(_ theCase: CodingCase) throws -> PlainCoding {
    PlainCoding(theCase, try Desk.shelf())
  }

  private func told(_ coding: PlainCoding, _ theCase: CodingCase) throws -> [String] {
    let page = PlainPage(theCase.answers.map(\.shown), try Desk.distress(), blurs: true)
    return coding.standing(on: page) { $0 }
  }

  private func begun(_ themes: String..., memo: String? = nil) -> ThemeDecision {
    ThemeDecision(themes: themes, codebookHash: "", memo: memo)
  }

  @Test func `themes and a note that were begun are told, and become the decision`() throws {
    let theCase = try Desk.codingCase(decision: begun("stigma", memo: "ask again"))
    let coding = try coding(theCase)
    #expect(try told(coding, theCase) == ["begun: stigma", "note: ask again"])
    let decision = coding.decision(after: [])
    #expect(decision?.themes == ["misunderstood", "stigma"] && decision?.memo == "ask again")
  }

  @Test func `where nothing was begun, nothing is told`() throws {
    let theCase = try Desk.codingCase()
    let told = try told(coding(theCase), theCase)
    #expect(told.isEmpty)
  }

  @Test func `what was decided before is told as that, also when it was no theme`() throws {
    let theCase = try Desk.codingCase(decision: begun(), isDecided: true)
    let coding = try coding(theCase)
    #expect(try told(coding, theCase) == ["decided before: no theme"])
    #expect(coding.decision(after: [])?.themes == [])
  }

  @Test func `a passage is told by the numbers of its sentences`() throws {
    let theCase = try Desk.codingCase()
    let page = PlainPage(theCase.answers.map(\.shown), try Desk.distress(), blurs: true)
    var coding = try coding(theCase)
    let place = try #require(page.place(of: 2...3))
    let (isNew, isNewAgain) = (coding.give("stigma", to: place), coding.give("stigma", to: place))
    #expect(isNew && !isNewAgain)
    #expect(try told(coding, theCase) == ["begun: stigma", "passage: 2-3 stigma"])
    #expect(coding.begun.decision.themes == ["stigma"])
  }

  @Test func `a rejected proposal is told, and is not taken along with the rest`() throws {
    let theCase = try Desk.codingCase(decision: begun(), rejected: ["misunderstood"])
    let coding = try coding(theCase)
    #expect(try told(coding, theCase) == ["begun: no theme", "rejected: misunderstood"])
    #expect(coding.decision(after: [])?.themes == [])
    #expect(coding.decision(after: ["+misunderstood"])?.themes == ["misunderstood"])
    #expect(coding.begun.rejected == ["misunderstood"])
  }

  @Test func `a note on what was decided keeps what the decision left out rejected`() throws {
    var coding = try coding(Desk.codingCase(decision: begun(), isDecided: true))
    _ = coding.note("ask again")
    #expect(coding.begun.rejected == ["misunderstood"])
  }

  @Test func `notes and passages are undone one by one`() throws {
    var coding = try coding(Desk.codingCase(decision: begun(memo: "first")))
    let changes = ["second", "", ""].map { coding.note($0) }
    #expect(changes == [true, true, false] && coding.memo == nil)
    let undone = (0..<3).map { _ in (coding.undo(), coding.memo) }
    #expect(undone.map(\.0) == [true, true, false])
    #expect(undone.map(\.1) == ["second", "first", "first"])
  }

  @Test func `steps are undone on coming back`() throws {
    let theCase = try Desk.codingCase()
    var coding = try coding(theCase)
    _ = coding.note("ask again")
    var again = try self.coding(theCase)
    again.goOn(from: coding.steps)
    let isUndone = again.undo()
    #expect(isUndone && again.memo == nil)
  }

  @Test(arguments: ["stigma", "+nonsense", "=stigma", "+"])
  func `what is no change of a theme decides nothing`(change: String) throws {
    let coding = try coding(Desk.codingCase())
    #expect(coding.decision(after: [change[...]]) == nil)
  }

  @Test func `a theme that is taken away loses its passages`() throws {
    var coding = try coding(Desk.codingCase())
    _ = coding.give("stigma", to: (answer: 0, range: 0..<3))
    let decision = coding.decision(after: ["-stigma", "-misunderstood"])
    #expect(decision?.themes == [] && decision?.passages == [])
  }
}
