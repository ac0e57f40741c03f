// SPDX-License-Identifier: Apache-2.0

package import Release

/// A way of releasing, as an attacker sees it: after each release, the sets behind each figure.
///
/// Each figure counts as if it told its sets' exact sizes: what a mode passes here stays safe when
/// rounding is unpicked.
package protocol ReleaseMode {
  /// Releases the world as it is. For each theme the cell that a reader sees now; nothing where no
  /// figure is shown.
  mutating func release(_ world: World) -> [CountedCell?]
}

extension World {
  /// Those who are present and, as the second set, those of them who name a theme.
  func sets(naming theme: Int) -> (all: PersonSet, named: PersonSet) {
    var (all, naming) = (PersonSet(), PersonSet())
    for place in present.indices where present[place] {
      all.insert(place)
      if named[place][theme] { naming.insert(place) }
    }
    return (all, naming)
  }

  func cell(_ theme: Int) -> CountedCell {
    let (all, naming) = sets(naming: theme)
    return CountedCell(named: naming, others: all.subtracting(naming))
  }
}
