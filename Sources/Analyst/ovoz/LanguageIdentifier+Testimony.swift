// SPDX-License-Identifier: Apache-2.0

import Languages
import TestimonyModel

extension LanguageIdentifier {
  /// A language that fewer of the letters are in than this is taken for a name or a borrowed word.
  private static let leastShare = 0.15

  /// In which languages a testimony is written and how they are typed, most letters first.
  ///
  /// Told from the words, sentence by sentence, not from the form's language. Empty where nothing is
  /// written, or where it is not known.
  func written(_ testimony: Testimony) -> [String] {
    var letters: [String: Int] = [:]
    for answer in testimony.answers where !answer.text.isEmpty {
      for sentence in sentences(of: answer.text) {
        guard let name = Self.name(of: sentence.guess) else { continue }
        letters[name, default: 0] += sentence.range.count
      }
    }
    let least = Self.leastShare * Double(letters.values.reduce(0, +))
    return letters.filter { Double($0.value) >= least }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The variant's name, or the code of a language that the form has not.
  private static func name(of guess: LanguageGuess) -> String? {
    guess.variant?.rawValue ?? guess.language
  }
}
