// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import TestimonyModel

/// What the organisers answer to everybody: what was heard, what was decided, what was refused and why.
public struct OrganisersAnswer: Equatable, Sendable {
  /// Who answers.
  public let from: LocalizedText
  /// The day of the answer.
  public let day: Day
  /// A few words before the first point.
  public let opening: LocalizedText?
  /// What was heard, point by point.
  public let points: [AnswerPoint]

  /// The most points of one answer.
  public static let mostPoints = 24
  /// The most bytes of one text in one language.
  public static let mostTextBytes = 2_000

  init(from: LocalizedText, day: Day, opening: LocalizedText?, points: [AnswerPoint]) {
    (self.from, self.day, self.opening, self.points) = (from, day, opening, points)
  }

  /// Every text of the answer.
  var texts: [LocalizedText] {
    [from, opening].compactMap(\.self)
      + points.flatMap { point in
        switch point.outcome {
        case .decided(let decided, let owner, _): [point.heard, decided, owner]
        case .refused(let refused, let why, let owner):
          [point.heard, refused, why] + [owner].compactMap(\.self)
        }
      }
  }

  /// Whether a text says something in every language, within its limit.
  static func isWhole(_ text: LocalizedText) -> Bool {
    Language.allCases.allSatisfy { language in
      guard let words = text.texts[language] else { return false }
      return words.utf8.count <= mostTextBytes && words.contains { !$0.isWhitespace }
        && words.unicodeScalars.allSatisfy {
          $0 == "\n" || $0.properties.generalCategory != .control
        }
    }
  }
}
