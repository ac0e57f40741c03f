// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import TestimonyModel

/// Numbers that only look random: a failing case comes back with its seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Any testimony that a form takes: from silence to full boxes, in letters of one to four bytes.
struct AnyTestimony {
  let form: Form
  private var numbers: SeededNumbers
  private static let letters = ["a", " ", "\n", "ҷ", "ӯ", "ʻ", "語", "🕊", "e\u{301}", "<", "\u{85}"]

  init(to form: Form, seed: UInt64) {
    self.form = form
    numbers = SeededNumbers(seed: seed)
  }

  mutating func next() -> Testimony {
    let answers = form.questions.map { answer(to: $0) }
    let permissions = form.questions.map { _ in
      Permission(rawValue: UInt8.random(in: 0...3, using: &numbers)) ?? .readOnly
    }
    let consent = Consent(
      language: form.languages.randomElement(using: &numbers) ?? .en,
      helped: Bool.random(using: &numbers), keep: Bool.random(using: &numbers),
      permissions: permissions, replyKey: Bool.random(using: &numbers) ? replyKey() : nil)
    return Testimony(answers: answers, consent: consent, facts: form.facts.map { choices(of: $0) })
  }

  private mutating func replyKey() -> [UInt8] {
    (0..<32).map { _ in UInt8.random(in: 0...255, using: &numbers) }
  }

  private mutating func answer(to question: Question) -> Answer {
    Answer(choices: choices(of: question), text: text(upTo: question.textLimit))
  }

  private mutating func choices(of question: Question) -> [UInt8] {
    switch question.kind {
    case .text: return []
    case .single: return some(of: question.choiceCount, most: 1)
    case .multi:
      return some(of: question.choiceCount, most: question.most ?? question.choiceCount)
    case .matrix:
      let columns = question.choices.count
      return question.rows.indices.compactMap { row in
        guard Bool.random(using: &numbers) else { return nil }
        return UInt8(row * columns + Int.random(in: 0..<columns, using: &numbers))
      }
    }
  }

  private mutating func some(of count: Int, most: Int) -> [UInt8] {
    let wanted = Int.random(in: 0...most, using: &numbers)
    return (0..<UInt8(count)).shuffled(using: &numbers).prefix(wanted).sorted()
  }

  private mutating func text(upTo limit: Int) -> String {
    guard limit > 0 else { return "" }
    let wanted =
      [0, 1, limit, Int.random(in: 0...limit, using: &numbers)]
      .randomElement(using: &numbers) ?? 0
    var bytes: [UInt8] = []
    while let letter = Self.letters.randomElement(using: &numbers),
      bytes.count + letter.utf8.count <= wanted
    { bytes += letter.utf8 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
