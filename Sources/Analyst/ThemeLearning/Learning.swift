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

  let space: FeatureSpace
  let strength: Strength
  let rows: RowTable
  let tasks: [LogisticRegression.Task]

  /// Prepares a training.
  /// - Parameters:
  ///   - decided: what people decided, text by text.
  ///   - seen: the same texts.
  ///   - codes: the codes to learn, each one question.
  ///   - cues: the codes that cues were sought for, in the order of the finder.
  ///   - strength: how far examples may move a model, and how much meaning counts beside words.
  ///   - starts: for each code, where an earlier training of the same first rows ended.
  init(
    decided: [DecidedCodes], seen: [SeenText], codes: [String], cues: [String], strength: Strength,
    starts: [String: [Double]] = [:]
  ) {
    let space = FeatureSpace(
      seen, cueCount: cues.count, vectorScale: strength.vectorScale)
    (self.space, rows, self.strength) = (space, RowTable(seen, in: space), strength)
    tasks = codes.map { code in
      LogisticRegression.Task(
        prior: cues.firstIndex(of: code).map { Self.prior(space, cue: $0) } ?? [],
        members: decided.indices.filter { !decided[$0].silent.contains(code) },
        answers: decided.map { $0.codes.contains(code) }, cost: strength.cost, start: starts[code])
    }
  }

  private static func prior(_ space: FeatureSpace, cue: Int) -> [(place: Int, weight: Float)] {
    [(space.column(ofCue: cue), belief.found), (space.constant, belief.missing)]
  }
}
