// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TaggerModelTests {
  private func model() -> TaggerModel {
    var dice = Dice(state: 7)
    let rows = (0..<256).map { _ in
      var row = SIMD8<Int8>(repeating: 0)
      for lane in 0..<TaggerLabel.count { row[lane] = Int8(truncatingIfNeeded: dice.next()) }
      return row
    }
    let steps = TaggerLabel.allCases.map { _ in
      var row = SIMD8<Int16>(repeating: 0)
      for lane in 0..<TaggerLabel.count { row[lane] = Int16(truncatingIfNeeded: dice.next()) }
      return row
    }
    return TaggerModel(
      bits: 8, rows: rows, steps: steps,
      limits: TaggerModel.Limits(doubtful: -5, sure: 80, pointed: -300),
      inputs: (0..<32).map { UInt8($0) }, note: "invented",
      groups: WordGroups(
        bits: 4, words: [(hash: 12, group: WordGroups.Group(number: 3, family: 2))]))
  }

  @Test func `a model is the same after writing and reading`() throws {
    let model = model()
    let read = try #require(TaggerModel(model.bytes))
    #expect(read.bytes == model.bytes)
    #expect(read.rows == model.rows)
    #expect(read.steps == model.steps)
    #expect(read.limits == model.limits)
    #expect(read.note == "invented")
    #expect(read.groups == model.groups)
  }

  @Test func `a shortened, lengthened or foreign file is refused`() {
    let bytes = model().bytes
    #expect(TaggerModel(Array(bytes.dropLast())) == nil)
    #expect(TaggerModel(bytes + [0]) == nil)
    #expect(TaggerModel(Array("OVOZTAG1".utf8) + bytes.dropFirst(8)) == nil)
    #expect(TaggerModel([]) == nil)
  }

  @Test func `lists with an unusable tagger are refused`() {
    #expect(throws: RedactionError.unusableTagger) { try shippedLists(tagger: [1, 2, 3]) }
  }

  @Test func `the shipped tagger says what it was trained on`() throws {
    let model = try #require(TaggerModel(shippedTagger()))
    #expect(model.note.contains("MIT"))
    #expect(model.inputs.contains { $0 != 0 })
    #expect(model.limits.pointed < model.limits.doubtful)
    #expect(model.limits.doubtful < model.limits.sure)
  }
}
