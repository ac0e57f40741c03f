// SPDX-License-Identifier: Apache-2.0

/// The picture of a band: four blocks, so coarse that no count can be measured off it.
///
/// A filled block is sure, a hatched one is possible, an outlined one is not. One constant picture
/// a band; a rounded count is drawn as the band that the shown figures themselves fall in.
enum BandBar: String, CaseIterable {
  case fewer
  case tenOrMore = "k_or_more"
  case some
  case half = "about_half"
  case most
  case mostOrAll = "most_or_all"

  init?(_ shown: ShownValue, ofAbout total: ShownValue) {
    switch (shown, total) {
    case (.withheld, _): return nil
    case (.fewerThan, _): self = .fewer
    case (.atLeast, _): self = .tenOrMore
    case (.some, _): self = .some
    case (.aboutHalf, _): self = .half
    case (.most, _): self = .most
    case (.mostOrAll, _): self = .mostOrAll
    case (.about(let count), .about(let all)), (.noisy(let count, _), .noisy(let all, _)):
      self = count * 3 < all ? .some : count * 3 < 2 * all ? .half : .most
    case (.about, _), (.noisy, _): return nil
    }
  }

  /// What the bar says, for ears and as a legend.
  func meaning(under policy: ReleasePolicy) -> ShownValue {
    switch self {
    case .fewer: .fewerThan(policy.k)
    case .tenOrMore: .atLeast(policy.k)
    case .some: .some
    case .half: .aboutHalf
    case .most: .most
    case .mostOrAll: .mostOrAll
    }
  }

  var shape: Shape {
    switch self {
    case .fewer: Shape(sure: 0, possible: 0)
    case .tenOrMore: Shape(sure: 1, possible: 3)
    case .some: Shape(sure: 1, possible: 0)
    case .half: Shape(sure: 2, possible: 0)
    case .most: Shape(sure: 3, possible: 0)
    case .mostOrAll: Shape(sure: 3, possible: 1)
    }
  }

  /// Left edges of the blocks by kind, in the units of the template's view box.
  struct Shape {
    let sure: [Int]
    let possible: [Int]
    let empty: [Int]

    init(sure: Int, possible: Int) {
      let edges = (0..<4).map { 1 + 30 * $0 }
      self.sure = Array(edges[..<sure])
      self.possible = Array(edges[sure..<(sure + possible)])
      empty = Array(edges[(sure + possible)...])
    }
  }
}
