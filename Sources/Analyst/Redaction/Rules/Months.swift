// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The names of the months in Tajik, Russian, Uzbek and English, with their endings.
struct Months: Sendable {
  private let long: Beginnings
  /// Short names would be found in other words, so each of their forms is listed.
  private let short: Set<String>
  private let numbers: [(beginning: String, month: Int)]

  init(_ words: WordTables, _ identifiers: IdentifierTables) {
    long = Beginnings(words.list(.months))
    short = words.set(.shortMonths)
    var month = 0
    numbers = identifiers.list(.monthBeginnings).compactMap { token in
      guard token.hasSuffix("=") else { return (Skeleton.of(token), month) }
      month = Int(token.dropLast()) ?? 0
      return nil
    }
  }

  func contains(_ skeleton: String) -> Bool {
    if short.contains(skeleton) { return true }
    return long.all(of: skeleton).contains { skeleton.utf8.count - $0.utf8.count <= 5 }
  }

  /// Which month a word names, from 1 to 12, given that it names one.
  func number(of skeleton: String) -> Int? {
    numbers.first { skeleton.hasPrefix($0.beginning) }?.month
  }
}
