// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import TestimonyModel

/// The content of fields, from answers to bytes and back (SealedTestimonyFormat §3.2 to §3.4).
///
/// Both directions check every rule: an analyst's machine must not trust what a browser wrote.
public enum FieldContent {
  /// Length of a reply key, in bytes.
  public static let replyKeyLength = 32

  /// The contents of all fields of a testimony, in the form's order.
  public static func encode(
    _ testimony: Testimony, to form: Form
  ) throws(SealingError) -> [[UInt8]] {
    guard testimony.answers.count == form.questions.count,
      testimony.facts.count == form.facts.count
    else { throw .badContent }
    var contents: [[UInt8]] = []
    for (answer, question) in zip(testimony.answers, form.questions) {
      contents.append(try encode(answer, to: question))
    }
    contents.append(try encode(testimony.consent, to: form))
    var facts: [UInt8] = []
    for (choices, fact) in zip(testimony.facts, form.facts) {
      facts += try encode(Answer(choices: choices), to: fact)
    }
    return contents + [form.facts.isEmpty ? [0] : facts]
  }

  /// Reads the contents of all fields, or refuses the whole.
  public static func decode(
    _ contents: [ArraySlice<UInt8>], of form: Form
  ) throws(SealingError) -> Testimony {
    guard contents.count == form.questions.count + 2 else { throw .badContent }
    var answers: [Answer] = []
    for (content, question) in zip(contents, form.questions) {
      answers.append(try answer(content, to: question))
    }
    var facts: [[UInt8]] = []
    var rest = contents[form.questions.count + 1]
    for fact in form.facts { facts.append(try choices(&rest, of: fact)) }
    guard rest.elementsEqual(form.facts.isEmpty ? [0] : []) else { throw .badContent }
    let consent = try consent(contents[form.questions.count], of: form)
    return Testimony(answers: answers, consent: consent, facts: facts)
  }

  /// Reads the content of one question's field.
  public static func answer(
    _ content: ArraySlice<UInt8>, to question: Question
  ) throws(SealingError) -> Answer {
    var rest = content
    let choices = try choices(&rest, of: question)
    return Answer(choices: choices, text: try text(rest, of: question))
  }

  private static func encode(
    _ answer: Answer, to question: Question
  ) throws(SealingError) -> [UInt8] {
    try check(answer.choices, of: question)
    let text = Array(answer.text.utf8)
    guard text.count <= question.textLimit, isPlain(text) else { throw .badContent }
    return [UInt8(answer.choices.count)] + answer.choices + text
  }

  private static func encode(_ consent: Consent, to form: Form) throws(SealingError) -> [UInt8] {
    guard let language = form.languages.firstIndex(of: consent.language),
      consent.permissions.count == form.questions.count,
      (consent.replyKey?.count ?? replyKeyLength) == replyKeyLength
    else { throw .badContent }
    let version: UInt8 = consent.replyKey == nil ? 1 : 2
    let flags: UInt8 = (consent.helped ? 1 : 0) | (consent.keep ? 2 : 0)
    return [version, UInt8(language), flags, UInt8(consent.permissions.count)]
      + consent.permissions.map(\.rawValue) + (consent.replyKey ?? [])
  }

  private static func consent(
    _ content: ArraySlice<UInt8>, of form: Form
  ) throws(SealingError) -> Consent {
    var rest = content
    guard let version = rest.take(UInt8.self), 1...2 ~= version,
      let language = rest.take(UInt8.self),
      form.languages.indices.contains(Int(language)), let flags = rest.take(UInt8.self), flags <= 3,
      let count = rest.take(UInt8.self), Int(count) == form.questions.count,
      let levels = rest.take(Int(count)), rest.count == (version == 1 ? 0 : replyKeyLength)
    else { throw .badContent }
    let permissions = levels.compactMap(Permission.init)
    guard permissions.count == Int(count) else { throw .badContent }
    return Consent(
      language: form.languages[Int(language)], helped: flags & 1 != 0, keep: flags & 2 != 0,
      permissions: permissions, replyKey: version == 1 ? nil : Array(rest))
  }

  private static func choices(
    _ rest: inout ArraySlice<UInt8>, of question: Question
  ) throws(SealingError) -> [UInt8] {
    guard let count = rest.take(UInt8.self), let choices = rest.take(Int(count)) else {
      throw .badContent
    }
    try check(Array(choices), of: question)
    return Array(choices)
  }

  /// The rules on choices in SealedTestimonyFormat §3.2.
  private static func check(
    _ choices: [UInt8], of question: Question
  ) throws(SealingError) {
    let ascending = zip(choices, choices.dropFirst()).allSatisfy { $0 < $1 }
    guard ascending, choices.allSatisfy({ Int($0) < question.choiceCount }) else {
      throw .badContent
    }
    let rows = choices.map { Int($0) / max(question.choices.count, 1) }
    let fits =
      switch question.kind {
      case .text: choices.isEmpty
      case .single: choices.count <= 1
      case .multi: choices.count <= question.most ?? choices.count
      case .matrix: Set(rows).count == rows.count
      }
    guard fits else { throw .badContent }
  }

  private static func text(
    _ bytes: ArraySlice<UInt8>, of question: Question
  ) throws(SealingError) -> String {
    guard bytes.count <= question.textLimit, isPlain(Array(bytes)),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw .badContent }
    return text
  }

  /// Whether there is no control character but the line feed.
  private static func isPlain(_ text: [UInt8]) -> Bool {
    text.allSatisfy { $0 == 0x0a || ($0 >= 0x20 && $0 != 0x7f) }
  }
}
