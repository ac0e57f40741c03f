// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import TestimonyModel

/// The invented voices of Tests/Voices, as testimonies to a form.
struct InventedVoices {
  private let testimonies: [Testimony]

  init(for form: Form, project: String) throws {
    let file = URL(filePath: project).appending(path: "Tests/Voices/voices.json")
    guard let json = try? Data(contentsOf: file),
      let voices = try? JSONDecoder().decode(File.self, from: json).voices, !voices.isEmpty
    else { throw BenchError.unusable("Tests/Voices/voices.json") }
    testimonies = voices.map { $0.testimony(to: form) }
  }

  /// One of the few testimonies; every number has one.
  subscript(number: Int) -> Testimony { testimonies[number % testimonies.count] }
}

private struct File: Decodable {
  let voices: [Voice]
}

private struct Voice: Decodable {
  let language: Language
  let answers: [String: Given]
  let permission: String
  let facts: [String: String]?

  /// Names that this form does not have are left out: the form may change, the voices need not.
  func testimony(to form: Form) -> Testimony {
    let levels = ["readOnly": Permission.readOnly, "retell": .retell, "quote": .quote]
    let answers = form.questions.map { question in
      let given = self.answers[question.id]
      return Answer(
        choices: (given?.choices ?? []).compactMap(question.choiceNumber).sorted(),
        text: given?.text ?? "")
    }
    let consent = Consent(
      language: language, helped: false, keep: false,
      permissions: form.questions.map { _ in levels[permission] ?? .count })
    let facts = form.facts.map { fact in
      self.facts?[fact.id].flatMap(fact.choiceNumber).map { [$0] } ?? []
    }
    return Testimony(answers: answers, consent: consent, facts: facts)
  }
}

/// An answer: text alone, or choices with text.
private struct Given: Decodable {
  private enum Member: CodingKey { case choices, text }
  let choices: [String]
  let text: String

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      (choices, self.text) = ([], text)
      return
    }
    let members = try decoder.container(keyedBy: Member.self)
    choices = try members.decodeIfPresent([String].self, forKey: .choices) ?? []
    text = try members.decodeIfPresent(String.self, forKey: .text) ?? ""
  }
}
