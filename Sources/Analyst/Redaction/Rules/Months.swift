// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The names of the months in Tajik, Russian, Uzbek and English, with their endings.
struct Months {
  private let long: [String]
  /// Short names would be found in other words, so each of their forms is listed.
  private let short: Set<String>

  init(_ words: WordTables) {
    long = words.list(.months)
    short = words.set(.shortMonths)
  }

  func contains(_ skeleton: String) -> Bool {
    if short.contains(skeleton) { return true }
    return long.contains { skeleton.hasPrefix($0) && skeleton.utf8.count - $0.utf8.count <= 5 }
  }
}
