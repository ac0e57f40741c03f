// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Lets each testimony count for a few themes only, so that leaving one out changes little.
///
/// Which themes of a long list count is drawn per testimony, the same each time: taking the first
/// of the codebook would count harms and never requests.
struct ThemeClamp {
  let most: Int
  let rounding: SeededRounding

  func counts(_ coded: [CodedTestimony]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for testimony in coded where Cohort.mayBeCounted(testimony.permission) {
      for theme in kept(testimony) { counts[theme, default: 0] += 1 }
    }
    return counts
  }

  func kept(_ testimony: CodedTestimony) -> [String] {
    guard testimony.themes.count > most else { return Array(testimony.themes) }
    let drawn = testimony.themes.map { theme in
      (rounding.draw(cell: theme, contributors: [testimony.id]), theme)
    }
    return drawn.sorted { $0 < $1 }.prefix(most).map(\.1)
  }
}
