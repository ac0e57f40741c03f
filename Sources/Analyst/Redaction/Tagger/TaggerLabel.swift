// SPDX-License-Identifier: Apache-2.0

/// What the tagger says of a word, number or sign: outside of names, or where in a name of a kind.
package enum TaggerLabel: UInt8, CaseIterable, Sendable {
  case outside
  case personBegins, personGoesOn
  case placeBegins, placeGoesOn
  case bodyBegins, bodyGoesOn

  /// How many there are.
  package static let count = allCases.count

  /// The kind of name; nil outside.
  package var kind: RedactionKind? {
    switch self {
    case .outside: nil
    case .personBegins, .personGoesOn: .person
    case .placeBegins, .placeGoesOn: .place
    case .bodyBegins, .bodyGoesOn: .organisation
    }
  }

  /// Whether a name goes on from the word before.
  package var goesOn: Bool { self != .outside && rawValue % 2 == 0 }

  /// Whether it can follow another label.
  package func mayFollow(_ other: TaggerLabel) -> Bool { !goesOn || kind == other.kind }

  /// The label of the first or a further word of a name.
  package static func of(_ kind: RedactionKind, first: Bool) -> TaggerLabel {
    switch kind {
    case .person: first ? .personBegins : .personGoesOn
    case .place: first ? .placeBegins : .placeGoesOn
    case .organisation: first ? .bodyBegins : .bodyGoesOn
    default: .outside
    }
  }
}
