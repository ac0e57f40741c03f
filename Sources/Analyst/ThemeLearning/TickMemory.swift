// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// How often people confirmed a theme when the survivor had ticked an answer that points at it.
struct TickMemory: Sendable {
  /// As if three of four ticks had been confirmed before: the codebook's authors meant them to be.
  private static let belief = (confirmed: 3.0, all: 4.0)

  private var counts: [String: (confirmed: Double, all: Double)]

  init(_ codebook: Codebook) {
    counts = Dictionary(uniqueKeysWithValues: codebook.themes.map { ($0.id, Self.belief) })
  }

  mutating func add(_ ticked: [String: Bool]) {
    for (theme, isConfirmed) in ticked {
      counts[theme, default: Self.belief].all += 1
      counts[theme, default: Self.belief].confirmed += isConfirmed ? 1 : 0
    }
  }

  /// How often such a tick is right, 0 to 1.
  func confirmed(_ theme: String) -> Double {
    let (confirmed, all) = counts[theme] ?? Self.belief
    return confirmed / all
  }
}
