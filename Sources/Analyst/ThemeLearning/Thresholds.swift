// SPDX-License-Identifier: Apache-2.0

/// From which probability on each code is proposed: what finds most with least noise (F1), out of fold.
///
/// One for all codes as long as a code has few examples, since one a code was measured to lose there.
struct Thresholds {
  /// With fewer examples a code has the threshold of all.
  private static let enough = 30
  /// What is best out of fold is a little too good elsewhere: so many examples are believed half,
  /// for all codes together and for one.
  private static let halfBelieved = (all: 450.0, one: 500.0)

  let values: [Double]

  init(_ codes: [(probabilities: [Double], answers: [Bool])]) {
    let pairs = zip(codes.flatMap(\.probabilities), codes.flatMap(\.answers)).map { ($0, $1) }
    // Before anything is known, what is more likely than not is proposed.
    let all = Self.best(pairs, around: 0.5, halfBelieved: Self.halfBelieved.all)
    values = codes.map { code in
      guard code.answers.count(where: { $0 }) >= Self.enough else { return all }
      let pairs = zip(code.probabilities, code.answers).map { ($0, $1) }
      return Self.best(pairs, around: all, halfBelieved: Self.halfBelieved.one)
    }
  }

  /// The best, moved towards `prior` the more the fewer examples there are.
  private static func best(
    _ pairs: [(Double, Bool)], around prior: Double, halfBelieved: Double
  ) -> Double {
    let all = pairs.count { $0.1 }
    var (best, found, chosen) = (0.0, 0, prior)
    for (rank, (probability, isTrue)) in pairs.sorted(by: { $0.0 > $1.0 }).enumerated() {
      found += isTrue ? 1 : 0
      let score = 2 * Double(found) / Double(rank + 1 + all)
      if score > best { (best, chosen) = (score, probability) }
    }
    let trust = Double(all) / (Double(all) + halfBelieved)
    return trust * chosen + (1 - trust) * prior
  }
}
