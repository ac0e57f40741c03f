// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// What the form calls its coarse facts and their choices; without it a page shows their ids.
public struct FactLabels: Equatable, Sendable {
  private let questions: [String: LocalizedText]
  private let choices: [String: [String: LocalizedText]]

  /// Takes the questions and the choices, by fact and by choice.
  public init(
    questions: [String: LocalizedText] = [:], choices: [String: [String: LocalizedText]] = [:]
  ) {
    (self.questions, self.choices) = (questions, choices)
  }

  func question(_ fact: String, in language: Language) -> String {
    questions[fact]?[language] ?? fact
  }

  func choice(_ choice: String, of fact: String, _ words: Wording) -> String {
    switch choice {
    case FactVariable.notStated: words.text(.whoNotStated)
    case TwoWayMaker.named: words.text(.whoNamed)
    case TwoWayMaker.notNamed: words.text(.whoNotNamed)
    default: choices[fact]?[choice]?[words.language] ?? choice
    }
  }

  /// Choices that stand together, in the order of the form.
  func line(_ choices: [String], of fact: String, _ words: Wording) -> String {
    choices.map { choice($0, of: fact, words) }.joined(separator: " · ")
  }

  /// One side of a two-way table; a theme has its own name.
  func title(_ variable: String, _ words: Wording) -> String {
    let prefix = TwoWayMaker.themePrefix
    guard variable.hasPrefix(prefix) else { return question(variable, in: words.language) }
    return words.theme(String(variable.dropFirst(prefix.count))).name
  }
}
