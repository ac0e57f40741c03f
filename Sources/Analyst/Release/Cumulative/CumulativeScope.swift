// SPDX-License-Identifier: Apache-2.0

/// Figures that grow over several releases, without any two telling fewer than k people apart. (G10)
///
/// Opt-in; publish-once cohorts are the default. The total moves only when nobody or k people or
/// more have come. A theme's figure moves only under ``JointRule``; else the old one stays. Who
/// withdraws after having been counted stays counted, as an id and themes without a word: the form
/// says so. The state belongs in the vault, sealed; it is who named what.
public struct CumulativeScope: Codable, Equatable, Sendable {
  private let k: Int
  private let minimum: Int
  // Counted people, ghosts among them, in the order in which they were first counted.
  private var people: [[UInt8]] = []
  private var named: [String: PersonSet] = [:]
  private var shown: [String: [CountedCell]] = [:]

  /// An empty scope under a policy; keeps the policy's k for its whole life.
  public init(policy: ReleasePolicy) {
    self.init(k: policy.k, minimum: policy.minimumForCounts)
  }

  /// An empty scope with limits of its own, for trying the rules on small worlds.
  package init(k: Int, minimum: Int) {
    self.k = k
    self.minimum = minimum
  }

  /// How many are counted, ghosts among them; exact, never to be shown as it is.
  package var total: Int { people.count }

  /// Takes what closed periods hold now and moves the figures that may move.
  /// - Parameters:
  ///   - closed: each testimony's id with its themes. Withdrawn ones are absent; a testimony that was
  ///     coded again stands with its new themes.
  ///   - themes: the themes of the codebook in force, the same for the scope's whole life.
  public mutating func update(with closed: [[UInt8]: Set<String>], themes: [String]) {
    admit(closed.keys)
    recode(closed, themes)
    let everybody = PersonSet(first: people.count)
    let rule = JointRule(k: k)
    for theme in themes {
      let inside = named[theme] ?? PersonSet()
      let cell = CountedCell(named: inside, others: everybody.subtracting(inside))
      let before = shown[theme] ?? []
      guard cell != before.last, rule.passes(cell, after: before) else { continue }
      shown[theme] = before + [cell]
    }
  }

  /// The ids of everybody who is counted, ghosts among them.
  var everybody: [[UInt8]] { people }

  /// The sets behind a theme's present figure; nothing while it has none.
  package func cell(_ theme: String) -> CountedCell? { shown[theme]?.last }

  /// The ids in a set, for a seeded draw.
  func ids(in set: PersonSet) -> [[UInt8]] {
    people.indices.filter(set.contains).map { people[$0] }
  }

  // All or nobody: a part of the newcomers would have to be chosen, and the choice would tell.
  private mutating func admit(_ ids: Dictionary<[UInt8], Set<String>>.Keys) {
    let known = Set(people)
    let fresh = ids.filter { !known.contains($0) }
    guard fresh.count >= (people.isEmpty ? max(k, minimum) : k) else { return }
    people += fresh.sorted { $0.lexicographicallyPrecedes($1) }
  }

  // Ghosts are absent from `closed` and keep the themes that they had.
  private mutating func recode(_ closed: [[UInt8]: Set<String>], _ themes: [String]) {
    var sets = themes.map { named[$0] ?? PersonSet() }
    for (place, id) in people.enumerated() {
      guard let now = closed[id] else { continue }
      for (index, theme) in themes.enumerated() {
        if now.contains(theme) { sets[index].insert(place) } else { sets[index].remove(place) }
      }
    }
    for (index, theme) in themes.enumerated() { named[theme] = sets[index] }
  }
}
