// SPDX-License-Identifier: Apache-2.0

import Reading
import Testing

struct PlainBatchTests {
  private func batch(blurs: Bool = true, showsWords: Bool = true) throws -> PlainBatch {
    PlainBatch(
      [
        BatchLine(label: "aaaa0000", words: "They did not listen to me."),
        BatchLine(label: "bbbb1111", words: "Меня били каждый день."),
        BatchLine(label: "cccc2222", words: "Nobody understood."),
      ], try Desk.distress(), blurs: blurs, showsWords: showsWords)
  }

  @Test func `each sentence is accepted or left by itself`() throws {
    var batch = try batch(blurs: false)
    #expect(batch.title == "aaaa0000  1 of 3  0 accepted")
    #expect(batch.words == "They did not listen to me.")
    #expect(batch.accept(nil) == .accepted(0))
    batch.leave()
    #expect(batch.words == "Nobody understood.")
    #expect(batch.accept(nil) == .accepted(2))
    #expect(batch.isOver && batch.words == nil && batch.title.isEmpty)
  }

  @Test func `behind the last sentence nothing is accepted`() throws {
    var batch = try batch()
    for _ in 0..<3 { batch.leave() }
    #expect(batch.accept(nil) == .unseen)
    #expect(batch.undo() == nil)
  }

  @Test func `a sentence that is left out is shown before it is accepted`() throws {
    var batch = try batch()
    batch.leave()
    #expect(batch.words?.contains("били") == false)
    #expect(batch.accept(nil) == .hidden)
    #expect(batch.accept("bbbb1111") == .hidden, "its name is no look at it")
    batch.reveal()
    #expect(batch.words == "Меня били каждый день.")
    #expect(batch.accept(nil) == .accepted(1))
  }

  @Test func `where no words are shown, only what is named is accepted`() throws {
    var batch = try batch(showsWords: false)
    #expect(batch.words == nil)
    #expect(batch.accept(nil) == .unseen)
    #expect(batch.title.hasPrefix("bbbb1111  2 of 3  0 accepted"), "it goes on")
    #expect(batch.accept("bbbb") == .accepted(1))
    #expect(batch.accept("cccc222200ffee00") == .accepted(2), "a whole id")
  }

  @Test(arguments: ["bbbb1111", "aaa", "", "aaaa1"])
  func `the id of another testimony accepts nothing`(id: String) throws {
    var batch = try batch()
    #expect(batch.accept(id) == .anotherOne)
    #expect(batch.title.hasPrefix("aaaa0000  1 of 3  0 accepted"))
  }

  @Test func `undo goes back to what was accepted last`() throws {
    var batch = try batch(blurs: false)
    #expect(batch.accept(nil) == .accepted(0))
    batch.leave()
    #expect(batch.undo() == 0)
    #expect(batch.title == "aaaa0000  1 of 3  0 accepted")
    #expect(batch.undo() == nil)
  }

  @Test func `it prints no words`() throws {
    #expect(!"\(try batch())".contains("listen"))
  }
}
