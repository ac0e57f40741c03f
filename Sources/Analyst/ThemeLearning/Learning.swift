// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What people decided about one text.
struct DecidedCodes: Equatable, Sendable {
  let codes: Set<String>
  /// Codes of which the text teaches nothing.
  let silent: Set<String>
}

/// Texts, decisions and beliefs as rows and questions that can be trained on.
struct Learning: Sendable {
  /// What a code's cue is worth before anything was learned, and what its absence, in log-odds.
  private static let belief = (found: Float(2.6), missing: Float(-1.4))
  /// What being like a code's description is worth, and where it is believed whole, every absence of
  /// cues; by logistic regression over codebooks for six sets of texts, each left out in turn.
  private static let likeness = (weight: Float(1.7), constant: Float(-0.2))
  /// What a find is worth more where its absence and an unlike meaning already count against a code:
  /// of several themes in one text, only one can be the likest.
  private static let foundDespite: Float = 0.9

  let space: FeatureSpace
  let strength: Strength
  let rows: RowTable
  let tasks: [LogisticRegression.Task]

  /// Prepares a training.
  /// - Parameters:
  ///   - decided: what people decided, text by text.
  ///   - seen: the same texts.
  ///   - codes: the codes to learn, each one question.
  ///   - beliefs: the codes that cues were sought for, and those that are described.
  ///   - strength: how far examples may move a model, and how much meaning counts beside words.
  ///   - starts: for each code, where an earlier training of the same first rows ended.
  init(
    decided: [DecidedCodes], seen: [SeenText], codes: [String], beliefs: Beliefs,
    strength: Strength, starts: [String: [Double]] = [:]
  ) {
    let space = FeatureSpace(
      seen, beliefs: beliefs, vectorScale: strength.vectorScale)
    (self.space, rows, self.strength) = (space, RowTable(seen, in: space), strength)
    tasks = codes.map { code in
      LogisticRegression.Task(
        prior: Self.prior(of: code, in: space, beliefs, strength),
        members: decided.indices.filter { !decided[$0].silent.contains(code) },
        answers: decided.map { $0.codes.contains(code) }, cost: strength.cost, start: starts[code])
    }
  }

  private static func prior(
    of code: String, in space: FeatureSpace, _ beliefs: Beliefs, _ strength: Strength
  ) -> [(place: Int, weight: Float)] {
    let cue = beliefs.cues.firstIndex(of: code)
    let described = beliefs.described.firstIndex(of: code)
    guard cue != nil || described != nil else { return [] }
    let trust = described == nil ? 0 : strength.likeness
    var prior = [(space.constant, belief.missing + trust * (likeness.constant - belief.missing))]
    if let cue {
      prior.append((space.column(ofCue: cue), belief.found + trust * foundDespite))
    }
    if let described {
      let weight = trust * likeness.weight / FeatureSpace.likenessScale
      prior.append((space.column(ofDescribed: described), weight))
    }
    return prior
  }
}
