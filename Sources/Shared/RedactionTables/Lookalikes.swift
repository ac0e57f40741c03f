// SPDX-License-Identifier: Apache-2.0

/// Letters of one script that look like letters of the other.
package enum Lookalikes {
  /// A Latin and a Cyrillic letter each.
  package static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("a", "а"), ("c", "с"), ("e", "е"), ("o", "о"), ("p", "р"), ("x", "х"), ("y", "у"),
    ("k", "к"), ("m", "м"), ("t", "т"), ("h", "н"), ("b", "в"), ("i", "і"), ("s", "ѕ"),
    ("j", "ј"),
  ]
  /// Cyrillic letters by their Latin likeness.
  package static let toCyrillic = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  /// Latin letters by their Cyrillic likeness.
  package static let toLatin = Dictionary(
    pairs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
}
