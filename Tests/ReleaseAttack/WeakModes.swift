// SPDX-License-Identifier: Apache-2.0

package import Release

/// Planted: every count of k or more is shown exactly, at each release.
package struct ExactOverK: ReleaseMode {
  let k: Int

  /// The mode for a least number of people.
  package init(k: Int) { self.k = k }

  /// Whoever is present now.
  package mutating func release(_ world: World) -> [CountedCell?] {
    World.themes.indices.map { theme in
      let cell = world.cell(theme)
      return cell.named.count >= k && cell.others.count >= k ? cell : nil
    }
  }
}

/// Planted: counts are rounded down to a multiple of k; what a reader sees moves with the multiple.
package struct FloorRounding: ReleaseMode {
  let k: Int
  private var shown = World.themes.map { _ in CountedCell?.none }

  /// The mode for a least number of people, which is the step too.
  package init(k: Int) { self.k = k }

  /// The old cell while the multiple is the old one, else the present one.
  package mutating func release(_ world: World) -> [CountedCell?] {
    for theme in World.themes.indices {
      let cell = world.cell(theme)
      guard cell.named.count >= k, cell.others.count >= k else { continue }
      if shown[theme].map({ $0.named.count / k }) != cell.named.count / k { shown[theme] = cell }
    }
    return shown
  }
}

/// Planted: a figure moves when k people came or went, but nobody looks at the others.
package struct LaggingPerCell: ReleaseMode {
  let k: Int
  private var shown = World.themes.map { _ in CountedCell?.none }

  /// The mode for a least number of people.
  package init(k: Int) { self.k = k }

  /// The present cell when each difference of those who named it is nobody or k or more.
  package mutating func release(_ world: World) -> [CountedCell?] {
    for theme in World.themes.indices {
      let cell = world.cell(theme)
      guard cell.named.count >= k, cell.others.count >= k else { continue }
      let old = shown[theme]?.named ?? PersonSet()
      let moved = [cell.named.count(without: old), old.count(without: cell.named)]
      if moved.allSatisfy({ $0 == 0 || $0 >= k }) { shown[theme] = cell }
    }
    return shown
  }
}

/// Planted: the joint rule against the last figure only, so that two recodings may cancel out.
package struct JointWithLastOnly: ReleaseMode {
  let k: Int
  private var counted = PersonSet()
  private var shown = World.themes.map { _ in CountedCell?.none }

  /// The mode for a least number of people.
  package init(k: Int) { self.k = k }

  /// The present cell of the counted people when the rule passes it after the last one.
  package mutating func release(_ world: World) -> [CountedCell?] {
    let fresh = world.sets(naming: 0).all.subtracting(counted)
    if fresh.count >= k {
      for place in world.present.indices where fresh.contains(place) { counted.insert(place) }
    }
    for theme in World.themes.indices {
      var named = PersonSet()
      for place in world.named.indices where counted.contains(place) && world.named[place][theme] {
        named.insert(place)
      }
      let cell = CountedCell(named: named, others: counted.subtracting(named))
      if JointRule(k: k).passes(cell, after: shown[theme].map { [$0] } ?? []) {
        shown[theme] = cell
      }
    }
    return shown
  }
}
