// SPDX-License-Identifier: Apache-2.0

import Release

/// An invented campaign in which people submit, withdraw and are coded again.
public struct World: Sendable {
  /// The themes of this world.
  public static let themes = ["a", "b", "c", "d"]

  // Out of eight: how many of those who submit name each theme.
  private static let shares = [6, 4, 3, 2]

  private var dice: Dice
  private let batch: Int
  /// Every testimony that there ever was: the themes it names now.
  public private(set) var named: [[Bool]] = []
  /// Which of them were not withdrawn.
  public private(set) var present: [Bool] = []

  /// An empty world; at each step up to `batch` people submit.
  public init(seed: UInt64, batch: Int) {
    dice = Dice(seed: seed)
    self.batch = batch
  }

  /// Takes a step of submissions, withdrawals and recodings; true when a release follows it.
  public mutating func step() -> Bool {
    for _ in 0..<dice.roll(batch + 1) { submit() }
    for _ in 0..<dice.roll(3) { withdraw() }
    // Mostly single corrections; at times a theme is understood anew, for many people.
    for _ in 0..<(dice.roll(4) == 0 ? dice.roll(16) : dice.roll(3)) { recode() }
    return dice.roll(2) == 0
  }

  /// The id of a testimony, by its place.
  public static func id(_ place: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: place >> 8), UInt8(truncatingIfNeeded: place)]
  }

  private mutating func submit() {
    var themes: [Bool] = []
    for share in Self.shares { themes.append(dice.roll(8) < share) }
    named.append(themes)
    present.append(true)
  }

  private mutating func withdraw() {
    guard !present.isEmpty else { return }
    present[dice.roll(present.count)] = false
  }

  private mutating func recode() {
    guard !named.isEmpty else { return }
    named[dice.roll(named.count)][dice.roll(Self.themes.count)].toggle()
  }
}
