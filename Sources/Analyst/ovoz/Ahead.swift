// SPDX-License-Identifier: Apache-2.0

import Release

/// What more testimonies would make visible; a hidden theme says no more than its figure does.
struct Ahead {
  /// How many people are counted now.
  let counted: Int
  let hiddenThemes: Int
  let steps: [NextStep]
  /// The fewest people that a figure may stand for.
  let k: Int

  /// How a terminal tells of it.
  var lines: [String] {
    let steps = steps.map { step in
      "  \(step.more) more (\(step.from) in all): \(Self.spoken(step.gain))"
    }
    let themes =
      hiddenThemes == 0
      ? [] : ["  \(hiddenThemes) hidden themes: each after 1 to \(k) more people who name it"]
    return ["", "\(counted) are counted now. What more testimonies would show:"] + steps + themes
  }

  private static func spoken(_ gain: NextStep.Gain) -> String {
    switch gain {
    case .table: "a table of themes, in two groups"
    case .bands: "bands, such as “some” and “about half”"
    case .counts: "rounded counts"
    case .noise: "noisy counts, for a campaign that releases in this way only"
    case .twoWay: "the two-way table, with --two-way"
    }
  }
}
