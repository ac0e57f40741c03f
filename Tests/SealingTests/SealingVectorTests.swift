// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Sealing
import Testing
import TestimonyModel
import Vault

/// Each file in Vectors/ is one case with one failure; all of them were made by another program, in another language.
@Suite struct SealingVectorTests {
  // G12
  @Test(arguments: try Vector.all())
  func `a vector opens, or is refused by the name that it expects`(vector: Vector) throws {
    if vector.expect == "refused_to_seal" {
      #expect(throws: (any Error).self) { try vector.sealAgain() }
    } else {
      #expect(vector.outcome() == vector.expect, "\(vector.name)")
    }
  }

  @Test(arguments: try Vector.all().filter { $0.expect == "opened" })
  func `sealing the answers of a vector gives its bytes`(vector: Vector) throws {
    #expect(Hex.text(try vector.sealAgain().bytes) == vector["sealed"])
  }

  @Test func `there are at least forty failures, and every name of one`() throws {
    let failures = try Vector.all().map(\.expect).filter { $0 != "opened" }
    #expect(failures.count >= 40)
    let names = Set(failures)
    for name in [
      "too_short", "bad_magic", "unknown_version", "unknown_suite", "other_campaign", "other_form",
      "bad_sealer", "bad_field_count", "bad_length", "cannot_open", "bad_padding", "bad_content",
    ] { #expect(names.contains(name), "\(name)") }
  }
}

/// One vector file, and what it takes to run it.
struct Vector: Sendable, CustomTestStringConvertible {
  let name: String
  private let values: [String: String]

  subscript(key: String) -> String { values[key] ?? "" }
  var expect: String { self["expect"] }
  var testDescription: String { name }

  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
  }

  static func all() throws -> [Vector] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.path < $1.path }
      .map(Vector.init)
  }

  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    var values: [String: String] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1)
      values[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    self.values = values
  }

  /// The small form's campaign, around the vector's key.
  func campaign() throws -> Campaign {
    let form = try JSONDecoder().decode(
      Form.self, from: Data(contentsOf: Self.folder.appending(path: "form.json")))
    let anyKey = "04" + String(repeating: "0", count: 128)
    let key = Hex.bytes(self["public"]) ?? Hex.bytes(anyKey) ?? []
    let usable = key.isEmpty ? try KeyAgreement.PrivateKey().publicKey : key
    return try Campaign(
      id: Hex.bytes(self["campaign"]).flatMap { $0.isEmpty ? nil : $0 } ?? Array(0..<16),
      name: "vector", publicKey: usable, answerKey: Array(repeating: 0, count: 32),
      opens: Day(number: 0), closes: Day(number: 6),
      epochDays: 7, form: form)
  }

  func outcome() -> String {
    do {
      let campaign = try campaign()
      let key = try KeyAgreement.PrivateKey(SecretBytes(copying: Hex.bytes(self["private"]) ?? []))
      let sealed = try SealedTestimony(Hex.bytes(self["sealed"]) ?? [], of: campaign)
      let opened = try TestimonyOpener(campaign: campaign, key: key).open(sealed)
      guard expect == "opened" else { return "opened" }
      let answers = try VectorAnswers(self["answers"]).testimony(campaign.form)
      return opened == answers ? "opened" : "opened to other answers"
    } catch { return Self.snakeCase("\(error)") }
  }

  func sealAgain() throws -> SealedTestimony {
    let campaign = try campaign()
    let testimony = try VectorAnswers(self["answers"]).testimony(campaign.form)
    let scalar = Hex.bytes(self["ephemeral"]) ?? []
    let ephemeral =
      try scalar.isEmpty
      ? KeyAgreement.PrivateKey() : KeyAgreement.PrivateKey(SecretBytes(copying: scalar))
    let sealer = (Hex.bytes(self["sealed"]) ?? []).dropFirst(71).first.flatMap(SealedBy.init)
    let record = Hex.bytes(self["record"]).flatMap { $0.isEmpty ? nil : $0 } ?? Array(0..<16)
    return try Sealer(campaign: campaign).seal(
      testimony, record: record, by: sealer ?? .browser, ephemeral: ephemeral)
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      if letter.isUppercase { text += "_" }
      text += letter.lowercased()
    }
  }
}

/// The answers of a vector, from names to numbers.
struct VectorAnswers: Decodable {
  struct Given: Decodable {
    let choices: [String]?
    let text: String?
  }
  enum Permissions: Decodable {
    case all(UInt8)
    case each([String: UInt8])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let all = try? value.decode(UInt8.self) {
        self = .all(all)
      } else {
        self = .each(try value.decode([String: UInt8].self))
      }
    }
  }
  struct Unknown: Error {}

  let language: String
  let answers: [String: Given]?
  let permissions: Permissions?
  let helped: Bool?
  let keep: Bool?
  let facts: [String: [String]]?
  let replyKey: String?

  init(_ json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }

  func testimony(_ form: Form) throws -> Testimony {
    let known = Set(form.questions.map(\.id))
    let knownFacts = Set(form.facts.map(\.id))
    guard known.isSuperset(of: (answers ?? [:]).keys),
      knownFacts.isSuperset(of: (facts ?? [:]).keys),
      let language = Language(rawValue: language)
    else { throw Unknown() }
    if case .each(let each) = permissions, !known.isSuperset(of: each.keys) { throw Unknown() }
    let given = try form.questions.map { question in
      let answer = answers?[question.id]
      return Answer(choices: try numbers(answer?.choices ?? [], question), text: answer?.text ?? "")
    }
    let consent = Consent(
      language: language, helped: helped ?? false, keep: keep ?? false,
      permissions: try form.questions.map(permission), replyKey: try replyKey.map(Self.bytes))
    return Testimony(
      answers: given, consent: consent,
      facts: try form.facts.map { try numbers(facts?[$0.id] ?? [], $0) })
  }

  private static func bytes(_ hex: String) throws -> [UInt8] {
    guard let bytes = Hex.bytes(hex) else { throw Unknown() }
    return bytes
  }

  private func permission(_ question: Question) throws -> Permission {
    let level: UInt8 =
      switch permissions {
      case .all(let all): all
      case .each(let each): each[question.id] ?? 0
      case nil: 0
      }
    guard let permission = Permission(rawValue: level) else { throw Unknown() }
    return permission
  }

  private func numbers(_ names: [String], _ question: Question) throws -> [UInt8] {
    try names.map { name in
      guard let number = question.choiceNumber(name) else { throw Unknown() }
      return number
    }.sorted()
  }
}
