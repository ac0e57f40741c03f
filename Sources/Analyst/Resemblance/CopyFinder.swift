// SPDX-License-Identifier: Apache-2.0

/// Finds testimonies whose words were copied, or changed only a little, among all of a campaign.
///
/// Holds hashes, in memory only (G8). Each testimony is compared with a few of every group, not with each other one:
/// the time grows with their number, not with its square, whatever was sent.
public struct CopyFinder {
  /// From here on two texts count as alike; the page has what this finds and what it does not.
  static let alike = 0.4
  /// As many of a group are compared with those that come later.
  static let leadersOfGroup = 8
  /// More of one phrase say nothing: half of a country may use it.
  static let leadersOfShingle = 64

  private var groups = Groupings()
  private var leaders: [Int: Shingles] = [:]
  private var led: [Int: [Int]] = [:]
  private(set) var comparisons = 0

  /// Starts without any testimony.
  public init() {}

  /// Adds the written answers of the next testimony; they are numbered from 0 in the order in which they come.
  public mutating func add(_ answers: [String]) { add(Shingles(of: answers)) }

  /// The same for answers whose hashes were made on another core.
  public mutating func add(_ shingles: Shingles) {
    let number = groups.addOne()
    guard shingles.isEnough else { return }
    for (leader, other) in candidates(for: shingles) {
      comparisons += 1
      let likeness = shingles.likeness(to: other)
      if likeness >= Self.alike { groups.join(number, leader, likeness) }
    }
    if groups.takesLeader(number, atMost: Self.leadersOfGroup) { lead(number, shingles) }
  }

  /// The groups of two and more, the largest first.
  public func copies() -> [CopyGroup] { groups.ofTwoAndMore }

  /// Those that share enough phrases with the text to be worth a comparison.
  private func candidates(for shingles: Shingles) -> [(Int, Shingles)] {
    var shared: [Int: Int] = [:]
    for hash in shingles.hashes {
      for leader in led[hash] ?? [] { shared[leader, default: 0] += 1 }
    }
    return shared.sorted { $0.key < $1.key }.compactMap { leader, count in
      guard let other = leaders[leader] else { return nil }
      let both = Double(shingles.hashes.count + other.hashes.count)
      // Half of what is needed: phrases that too many have were not counted.
      let needed = both * Self.alike / (1 + Self.alike) / 2
      return Double(count) >= needed ? (leader, other) : nil
    }
  }

  private mutating func lead(_ number: Int, _ shingles: Shingles) {
    leaders[number] = shingles
    for hash in shingles.hashes where led[hash, default: []].count < Self.leadersOfShingle {
      led[hash, default: []].append(number)
    }
  }
}
