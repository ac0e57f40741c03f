// SPDX-License-Identifier: Apache-2.0

package import Release

/// Publish-once cohorts: who was released is never counted again; shown under the real rule.
package struct PublishOnce: ReleaseMode {
  private let policy: ReleasePolicy
  private var released = PersonSet()
  private var draws = Dice(seed: 1)

  /// The mode under a policy.
  package init(policy: ReleasePolicy) { self.policy = policy }

  /// The cells of a new cohort; none while it is too small.
  package mutating func release(_ world: World) -> [CountedCell?] {
    let cohort = world.sets(naming: 0).all.subtracting(released)
    let none = World.themes.map { _ in CountedCell?.none }
    guard cohort.count >= policy.minimumToShowTable else { return none }
    let cells = World.themes.indices.map { theme in
      let named = world.sets(naming: theme).named.subtracting(released)
      return CountedCell(named: named, others: cohort.subtracting(named))
    }
    for place in world.present.indices where cohort.contains(place) { released.insert(place) }
    return cells.map { tells($0) ? $0 : nil }
  }

  private func tells(_ cell: CountedCell) -> Bool {
    let (count, others) = (cell.named.count, cell.others.count)
    switch DisplayRule(policy: policy).show(count, of: count + others, draw: .max) {
    case .withheld, .fewerThan, .atLeast, .mostOrAll, .noisy: return false
    case .some, .aboutHalf, .most, .about: return true
    }
  }
}

/// Cumulative figures under the joint rule with ghosts: the real scope.
package struct Cumulative: ReleaseMode {
  private var scope: CumulativeScope

  /// An empty scope.
  package init(k: Int, minimum: Int) { scope = CumulativeScope(k: k, minimum: minimum) }

  /// Updates the scope; its places are turned into the world's, so that ghosts are the same people.
  package mutating func release(_ world: World) -> [CountedCell?] {
    var closed: [[UInt8]: Set<String>] = [:]
    for place in world.present.indices where world.present[place] {
      let themes = World.themes.indices.filter { world.named[place][$0] }
      closed[World.id(place)] = Set(themes.map { World.themes[$0] })
    }
    scope.update(with: closed, themes: World.themes)
    return World.themes.map { scope.cell($0) }
  }
}
