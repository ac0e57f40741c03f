// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Release

struct NextStepTests {
  let policy: ReleasePolicy

  init() throws { policy = try Stage().policy }

  @Test func `all that is still to come is told with how many more it takes`() {
    let steps = NextStep.ahead(of: 32, under: policy)
    #expect(steps.map(\.gain) == [.bands, .counts, .noise, .twoWay])
    #expect(steps.map(\.from) == [40, 100, 150, 200])
    #expect(steps.map(\.more) == [8, 68, 118, 168])
  }

  @Test(arguments: [(19, 1), (20, 0), (39, 0)])
  func `a step that is reached is told no more`(total: Int, steps: Int) {
    #expect(NextStep.ahead(of: total, under: policy).count { $0.gain == .table } == steps)
    #expect(NextStep.ahead(of: 200, under: policy) == [])
  }

  @Test func `each step is where the release really changes`() throws {
    let stage = try Stage()
    for step in NextStep.ahead(of: 0, under: policy) where step.gain != .noise {
      let before = try shown(stage, step.from - 1)
      #expect(try shown(stage, step.from) != before, "\(step.gain)")
    }
  }

  /// What kinds of figures there are, with half of the people naming a theme.
  private func shown(_ stage: Stage, _ total: Int) throws -> String {
    let summary = try stage.summary(of: total, ["blamed": total / 2])
    let cohort = try Coded.cohort(of: total, ["blamed": total / 2], in: stage.book)
    let releaser = Releaser(
      policy: stage.policy, codebook: stage.book, roundingSecret: Array(repeating: 7, count: 32))
    let twoWay = try stage.released(
      releaser.judge(
        cohort, campaign: Stage.facts(),
        twoWay: TwoWayVariables(rows: "gender", columns: "where")))
    let kind: String =
      switch summary.shown("blamed") {
      case .about: "counts"
      case .some(.atLeast): "two groups"
      case .some(let other): other.status.rawValue
      case nil: "nothing"
      }
    return "\(summary.narrativeOnly) \(kind) \(twoWay.twoWay?.withheld == .fewTestimonies)"
  }
}
