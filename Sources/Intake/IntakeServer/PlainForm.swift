// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Receipt
import TestimonyModel

/// Why a plain form was not sealed; each has its page.
enum PlainFormError: Error, Equatable {
  /// A question that has to be answered was not.
  case missing
  /// A text does not fit.
  case tooLong
  /// More choices than a question takes.
  case tooMany
  /// One of the slip's digits is wrong.
  case slipDigit
  /// The slip has not 24 digits.
  case slipLength
  /// A slip is needed, and this one is unknown or spent.
  case slipUnknown
  /// The body is not a form of this campaign.
  case malformed
}

/// A form that came without a script, from bytes to a testimony, in one handler's memory (G2).
struct PlainForm {
  let record: [UInt8]?
  let language: Language?
  /// What was sent, field by field.
  let values: [String: [String]]

  /// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1).
  init(_ body: [UInt8], mostFields: Int) throws(PlainFormError) {
    var values: [String: [String]] = [:]
    let pairs = body.split(separator: UInt8(ascii: "&"))
    guard pairs.count <= mostFields else { throw .malformed }
    for pair in pairs {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let name = Self.text(parts[0]), let value = Self.text(parts[1]) else {
        throw .malformed
      }
      values[name, default: []].append(value)
    }
    self.values = values
    record = values["record"]?.first.flatMap { Hex.bytes($0) }.flatMap { $0.count == 16 ? $0 : nil }
    language = values["lang"]?.first.flatMap(Language.init(rawValue:))
  }

  /// The first value of a field.
  func first(_ name: String) -> String? { values[name]?.first }

  /// The slip's token: nil where no slip was entered.
  func slip() throws(PlainFormError) -> [UInt8]? {
    do throws(DigitCodeError) {
      return SlipToken(try DigitCode(reading: first("slip") ?? "")).bytes
    } catch {
      switch error {
      case .empty: return nil
      case .wrongLength: throw .slipLength
      case .wrongDigit: throw .slipDigit
      }
    }
  }

  /// The testimony, checked against the form's rules.
  func testimony(
    for form: Form, replyKey: [UInt8]? = nil
  ) throws(PlainFormError) -> Testimony {
    var answers: [Answer] = []
    var permissions: [Permission] = []
    let overall = try permission("permission") ?? .count
    for question in form.questions {
      answers.append(try answer(to: question))
      permissions.append(try permission("permission.\(question.id)") ?? overall)
    }
    var facts: [[UInt8]] = []
    for fact in form.facts { facts.append(try choices(of: fact, named: "facts.\(fact.id)")) }
    let consent = Consent(
      language: language ?? form.languages.first ?? .en, helped: values["helped"] != nil,
      keep: values["keep"] != nil, permissions: permissions, replyKey: replyKey)
    return Testimony(answers: answers, consent: consent, facts: facts)
  }

  /// What is wrong with the answers, by question; all of it, so that one more try is enough.
  func faults(in form: Form) -> [String: PlainFormError] {
    form.questions.reduce(into: [:]) { found, question in
      do throws(PlainFormError) { _ = try answer(to: question) } catch {
        found[question.id] = error
      }
    }
  }

  private func answer(to question: Question) throws(PlainFormError) -> Answer {
    let text = Self.plain(values["\(question.id).text"]?.first ?? "")
    if question.required && Self.saysNothing(text) { throw .missing }
    guard text.utf8.count <= question.textLimit else { throw .tooLong }
    let chosen =
      question.kind == .matrix
      ? try places(of: question) : try choices(of: question, named: question.id)
    return Answer(choices: chosen, text: text)
  }

  private func choices(of question: Question, named name: String) throws(PlainFormError) -> [UInt8]
  {
    var numbers: Set<UInt8> = []
    for id in values[name] ?? [] where !id.isEmpty {
      guard let number = question.choiceNumber(id) else { throw .malformed }
      numbers.insert(number)
    }
    let most = question.kind == .single ? 1 : question.most ?? question.choices.count
    guard numbers.count <= most else { throw .tooMany }
    return numbers.sorted()
  }

  private func places(of question: Question) throws(PlainFormError) -> [UInt8] {
    var numbers: [UInt8] = []
    for row in question.rows {
      let chosen = (values["\(question.id).\(row.id)"] ?? []).filter { !$0.isEmpty }
      guard chosen.count <= 1 else { throw .tooMany }
      for column in chosen {
        guard let number = question.choiceNumber("\(row.id).\(column)") else { throw .malformed }
        numbers.append(number)
      }
    }
    return numbers
  }

  private func permission(_ name: String) throws(PlainFormError) -> Permission? {
    guard let value = values[name]?.first, !value.isEmpty else { return nil }
    guard let permission = UInt8(value).flatMap(Permission.init) else { throw .malformed }
    return permission
  }

  /// Spaces, and signs that nobody sees.
  private static func saysNothing(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace
        || [.control, .format].contains(scalar.properties.generalCategory)
    }
  }

  /// Line ends as the format has them, and no other control character (SealedTestimonyFormat §3.2).
  private static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.replacingOccurrences(of: "\r\n", with: "\n").unicodeScalars {
      if scalar == "\r" { scalars.append("\n") }
      if scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7f) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    String(
      validating: bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)?
      .removingPercentEncoding
  }
}
