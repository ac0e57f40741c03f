// SPDX-License-Identifier: Apache-2.0

import Redaction

/// How sure the tagger has to be, chosen on texts that it has not learned from.
struct TaggerLimits {
  /// Of the words marked as sure, so many.
  var surePrecision = 0.98
  /// So many of all names shall be marked or pointed at...
  var recall = 0.99
  /// ...while of the words pointed at so many are names at least.
  var pointedPrecision = 0.2

  /// The limits of a model, by how far names lead in examples that it has not seen.
  func chosen(for model: TaggerModel, on examples: [TaggerExample]) -> TaggerModel.Limits {
    let leads = examples.flatMap { self.leads(of: model, $0) }.sorted { $0.lead > $1.lead }
    let names = Double(max(1, leads.count { $0.isName }))
    var (seen, found) = (0.0, 0.0)
    // The best reading decides what is marked at all.
    var limits = (sure: Float(32_000), doubtful: Float(0), pointed: Float(0))
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

  private func leads(
    of model: TaggerModel, _ example: TaggerExample
  ) -> [(lead: Float, isName: Bool)] {
    let count = TaggerFeatures.count
    let emissions = example.labels.indices.map { index in
      var sum = SIMD8<Float>(repeating: 0)
      for place in example.places[(index * count)..<((index + 1) * count)] {
        sum += SIMD8<Float>(model.rows[Int(place)])
      }
      return sum
    }
    let steps = TagLattice.steps(model.steps.map { SIMD8<Float>($0) })
    let through = TagLattice(emissions: emissions, steps: steps).through()
    return zip(through, example.labels).map { (TaggerModel.lead($0), $1 != .outside) }
  }

  private static func number(_ lead: Float) -> Int16 {
    Int16(max(-32_000, min(32_000, lead.rounded())))
  }
}
