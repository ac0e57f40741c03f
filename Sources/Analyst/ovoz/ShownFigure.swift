// SPDX-License-Identifier: Apache-2.0

import Release

/// A shown value for a program, in no language; it says no more than the page does (G10).
struct ShownFigure: Encodable {
  /// How it came about; where it is hidden, this is the reason.
  let status: String
  private(set) var about: Int?
  private(set) var within: Int?
  private(set) var atLeast: Int?
  private(set) var fewerThan: Int?
  private(set) var share: String?

  init(_ shown: ShownValue) {
    status = shown.status.rawValue
    switch shown {
    case .withheld: break
    case .fewerThan(let limit): fewerThan = limit
    case .atLeast(let least): atLeast = least
    case .some: share = "some"
    case .aboutHalf: share = "about_half"
    case .most: share = "most"
    case .mostOrAll: share = "most_or_all"
    case .about(let count): about = count
    case .noisy(let count, let range): (about, within) = (count, range)
    }
  }

  /// A hidden cell says nothing of why.
  init(_ cell: TwoWayCell) {
    switch cell {
    case .about(let count): self.init(ShownValue.about(count))
    case .hidden: self.init(ShownValue.withheld)
    }
  }
}
