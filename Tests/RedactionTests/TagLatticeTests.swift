// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TagLatticeTests {
  @Test(arguments: 1...20) func `the best path is the best of all paths`(_ seed: UInt64) {
    var dice = Dice(state: seed)
    let emissions = (0..<4).map { _ in scores(&dice) }
    let steps = TagLattice.steps(TaggerLabel.allCases.map { _ in scores(&dice) })
    let lattice = TagLattice(emissions: emissions, steps: steps)
    let all = paths(4)
    let best = all.map { score($0, emissions, steps) }.max() ?? 0
    #expect(abs(score(lattice.best(), emissions, steps) - best) < 0.001)
    // Through each token and label: the best of the paths that have it.
    let through = lattice.through()
    for index in 0..<4 {
      for label in TaggerLabel.allCases {
        let some = all.filter { $0[index] == label }.map { score($0, emissions, steps) }.max() ?? 0
        if some > TagLattice.never / 2 {
          #expect(abs(through[index][Int(label.rawValue)] - some) < 0.001)
        }
      }
    }
  }

  @Test func `a name never goes on from nothing or from another kind`() {
    var emission = TagLattice.Scores(repeating: 0)
    emission[Int(TaggerLabel.placeGoesOn.rawValue)] = 100
    let zero = TaggerLabel.allCases.map { _ in TagLattice.Scores(repeating: 0) }
    let labels = TagLattice(
      emissions: [emission, emission], steps: TagLattice.steps(zero)
    ).best()
    #expect(labels == [.placeBegins, .placeGoesOn])
    #expect(!TaggerLabel.personGoesOn.mayFollow(.placeBegins))
  }

  private func scores(_ dice: inout Dice) -> TagLattice.Scores {
    var scores = TagLattice.Scores(repeating: 0)
    for lane in 0..<TaggerLabel.count { scores[lane] = Float(dice.next() % 200) / 10 - 10 }
    return scores
  }

  private func paths(_ length: Int) -> [[TaggerLabel]] {
    guard length > 0 else { return [[]] }
    return paths(length - 1).flatMap { path in TaggerLabel.allCases.map { path + [$0] } }
  }

  private func score(
    _ path: [TaggerLabel], _ emissions: [TagLattice.Scores], _ steps: [TagLattice.Scores]
  ) -> Float {
    var before = TaggerLabel.outside
    var sum: Float = 0
    for (label, emission) in zip(path, emissions) {
      sum += steps[Int(label.rawValue)][Int(before.rawValue)] + emission[Int(label.rawValue)]
      before = label
    }
    return sum
  }
}
