// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct FieldContentTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `what was answered comes back letter for letter`(seed: UInt64) throws {
    let form = try Canned().campaign.form
    var any = AnyTestimony(to: form, seed: seed)
    for _ in 0..<50 {
      let testimony = any.next()
      let contents = try FieldContent.encode(testimony, to: form)
      let back = try FieldContent.decode(contents.map { $0[...] }, of: form)
      let isSame = back == testimony
      #expect(isSame)
      // String's == takes composed and decomposed letters for the same: bytes do not.
      let bytes = back.answers.map { Array($0.text.utf8) }
      let isSameBytes = bytes == testimony.answers.map { Array($0.text.utf8) }
      #expect(isSameBytes)
    }
  }

  /// One answer that breaks a rule, to the question of a kind in the real form.
  struct Broken: Sendable, CustomTestStringConvertible {
    let question: String
    let answer: Answer
    let testDescription: String
  }

  static let broken: [Broken] = [
    Broken(
      question: "change", answer: Answer(text: String(repeating: "a", count: 8001)),
      testDescription: "one byte too long"),
    Broken(
      question: "change", answer: Answer(text: String(repeating: "ҷ", count: 4001)),
      testDescription: "two bytes too long"),
    Broken(question: "change", answer: Answer(text: "a\r\nb"), testDescription: "a return"),
    Broken(question: "change", answer: Answer(text: "a\tb"), testDescription: "a tab"),
    Broken(question: "change", answer: Answer(text: "a\0"), testDescription: "a zero"),
    Broken(question: "change", answer: Answer(text: "\u{7f}"), testDescription: "a delete"),
    Broken(question: "change", answer: Answer(choices: [0]), testDescription: "a choice in a text"),
    Broken(question: "interview", answer: Answer(text: "a"), testDescription: "a text, no box"),
    Broken(question: "understood", answer: Answer(choices: [0, 1]), testDescription: "two of one"),
    Broken(question: "understood", answer: Answer(choices: [4]), testDescription: "no such choice"),
    Broken(question: "interview", answer: Answer(choices: [1, 0]), testDescription: "descending"),
    Broken(
      question: "interview", answer: Answer(choices: [1, 1]), testDescription: "the same twice"),
    Broken(
      question: "most", answer: Answer(choices: [0, 1, 2, 3]), testDescription: "four of three"),
    Broken(question: "help", answer: Answer(choices: [0, 1]), testDescription: "two in one row"),
    Broken(question: "help", answer: Answer(choices: [30]), testDescription: "no such place"),
  ]

  @Test(arguments: broken)
  func `an answer that breaks a rule is not encoded`(broken: Broken) throws {
    let canned = try Canned()
    let form = canned.campaign.form
    let index = try #require(form.questions.firstIndex { $0.id == broken.question })
    let whole = canned.testimony()
    var answers = whole.answers
    answers[index] = broken.answer
    let testimony = Testimony(answers: answers, consent: whole.consent, facts: whole.facts)
    #expect(throws: SealingError.badContent) { try FieldContent.encode(testimony, to: form) }
  }

  @Test func `a testimony with a field too few or too many is not encoded`() throws {
    let canned = try Canned()
    let whole = canned.testimony()
    let form = canned.campaign.form
    let shapes = [
      Testimony(answers: whole.answers.dropLast(), consent: whole.consent, facts: whole.facts),
      Testimony(answers: whole.answers + [Answer()], consent: whole.consent, facts: whole.facts),
      Testimony(answers: whole.answers, consent: whole.consent, facts: []),
      Testimony(
        answers: whole.answers,
        consent: Consent(language: .en, helped: false, keep: false, permissions: [.count]),
        facts: whole.facts),
    ]
    for shape in shapes {
      #expect(throws: SealingError.badContent) { try FieldContent.encode(shape, to: form) }
    }
  }
}
