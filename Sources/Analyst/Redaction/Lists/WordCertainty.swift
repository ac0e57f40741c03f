// SPDX-License-Identifier: Apache-2.0

import RedactionTables

extension WordUse {
  /// What the word is worth, given how it is written; nil when it is not a name at all.
  func certainty(of word: Word) -> Certainty? {
    switch self {
    case .name: .sure
    case .alsoOrdinary: word.isProper ? .sure : .doubtful
    case .mostlyOrdinary: word.isProper ? .sure : word.isCapitalised ? .doubtful : nil
    }
  }
}
