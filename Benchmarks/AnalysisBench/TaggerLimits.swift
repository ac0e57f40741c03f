// SPDX-License-Identifier: Apache-2.0

import Redaction

/// How sure the tagger has to be, chosen on texts that it has not learned from.
struct TaggerLimits {
  /// Of the words marked as sure, so many.
  var surePrecision = 0.98
  /// Of the words marked as people's names, so many.
  var peoplePrecision = 0.92
  /// So many of all names shall be marked or pointed at...
  var recall = 0.99
  /// ...while of the words pointed at so many are names at least.
  var pointedPrecision = 0.2

  /// The limits of a model, by how far names lead in examples that it has not seen.
  func chosen(for model: TaggerModel, on examples: [TaggerExample]) -> TaggerModel.Limits {
    let read = examples.inOrder { Reading($0, model) }
    let leads = read.flatMap(\.leads).sorted { $0.lead > $1.lead }
    let names = Double(max(1, leads.count { $0.isName }))
    var (seen, found) = (0.0, 0.0)
    var limits = (sure: Float(32_000), doubtful: doubtful(read), pointed: Float(0))
    for entry in leads {
      seen += 1
      found += entry.isName ? 1 : 0
      if found / seen >= surePrecision { limits.sure = entry.lead }
      if found / seen >= pointedPrecision, found / names <= recall { limits.pointed = entry.lead }
    }
    return TaggerModel.Limits(
      doubtful: Self.number(limits.doubtful),
      sure: Self.number(max(limits.sure, limits.doubtful + 1)),
      pointed: Self.number(min(limits.pointed, limits.doubtful - 1)))
  }

  /// How far people's names may be favoured above the best reading, as long as most of what is
  /// marked are names.
  ///
  /// A wrong mark is seen and taken back; a missed name is not seen.
  private func doubtful(_ read: [Reading]) -> Float {
    let tried = stride(from: Float(0), through: -Self.mostFavour, by: -Self.favourStep)
    return tried.prefix { favour in
      let counts = read.inOrder { $0.marked(favouring: -favour) }
      let marked = counts.reduce(0) { $0 + $1.marked }
      return Double(counts.reduce(0) { $0 + $1.names }) >= peoplePrecision * Double(marked)
    }.last ?? 0
  }

  private static let mostFavour: Float = 2_000
  private static let favourStep: Float = 100

  private static func number(_ lead: Float) -> Int16 {
    Int16(max(-32_000, min(32_000, lead.rounded())))
  }
}

/// An example as a model reads it that has not seen it.
private struct Reading: Sendable {
  private let emissions: [TagLattice.Scores]
  private let steps: [TagLattice.Scores]
  private let labels: [TaggerLabel]

  init(_ example: TaggerExample, _ model: TaggerModel) {
    let count = TaggerFeatures.count
    emissions = example.labels.indices.map { index in
      var sum = TagLattice.Scores(repeating: 0)
      for place in example.places[(index * count)..<((index + 1) * count)] {
        sum += TagLattice.Scores(model.rows[Int(place)])
      }
      return sum
    }
    steps = TagLattice.steps(model.steps.map { TagLattice.Scores($0) })
    labels = example.labels
  }

  /// For each word, how far a name leads, and whether it is one.
  var leads: [(lead: Float, isName: Bool)] {
    let through = TagLattice(emissions: emissions, steps: steps).through()
    return zip(through, labels).map { (TaggerModel.lead($0), $1 != .outside) }
  }

  /// How many words are marked as people's names where these are favoured so much, and how many of
  /// them are names.
  func marked(favouring favour: Float) -> (marked: Int, names: Int) {
    let favours = TaggerModel.favours(favour)
    let best = TagLattice(emissions: emissions.map { $0 + favours }, steps: steps).best()
    let marked = zip(best, labels).filter { $0.0.kind == .person }
    return (marked.count, marked.count { $0.1 != .outside })
  }
}
