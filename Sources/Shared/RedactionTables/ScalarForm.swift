// SPDX-License-Identifier: Apache-2.0

/// The plain form of one Unicode scalar: lower case, ASCII digits, one apostrophe, one hyphen.
package enum ScalarForm {
  /// What an invisible scalar becomes.
  case dropped
  /// What most scalars become.
  case one(Unicode.Scalar)
  /// What a scalar of several letters becomes, such as a ligature.
  case several([Unicode.Scalar])

  /// Reads one scalar.
  package init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x410...0x42F: self = .one(shifted(scalar, 0x20))
    case 0x60: self = .one("'")
    case 0x09, 0x0D: self = .one(" ")
    case 0x0A...0x7E, 0x430...0x44F: self = .one(scalar)
    case 0x400...0x40F: self = .one(shifted(scalar, 0x50))
    case 0xFF01...0xFF5E:
      let plain = Unicode.Scalar(scalar.value - 0xFEE0).map { ScalarForm($0) }
      self = plain ?? .one(scalar)
    default: self = ScalarForm.rare(scalar)
    }
  }

  /// A letter typed as a base and an accent, which would lose its meaning without it.
  package static func joined(
    _ base: Unicode.Scalar?, _ accent: Unicode.Scalar
  ) -> Unicode.Scalar? {
    base.flatMap { composed[Pair(base: $0, accent: accent)] }
  }

  private static func rare(_ scalar: Unicode.Scalar) -> ScalarForm {
    if isInvisible(scalar) { return .dropped }
    if apostrophes.contains(scalar) { return .one("'") }
    if hyphens.contains(scalar) { return .one("-") }
    if newlines.contains(scalar) { return .one("\n") }
    let properties = scalar.properties
    if properties.isWhitespace { return .one(" ") }
    switch properties.numericType {
    case .decimal?, .digit?:
      let digit = properties.numericValue.flatMap { Unicode.Scalar(UInt32($0) + 0x30) }
      return .one(digit ?? scalar)
    default: break
    }
    if let plain = CompatibilityForm.plain(scalar) {
      return plain.count == 1 ? .one(plain[0]) : .several(plain)
    }
    let lower = Array(properties.lowercaseMapping.unicodeScalars)
    let kept = lower.filter { !isInvisible($0) }
    return kept.count == 1 ? .one(kept[0]) : .several(kept)
  }

  /// Zero-width and bidirectional marks, variation selectors, tags, and accents over letters.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isDefaultIgnorableCodePoint { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return !newlines.contains(scalar)
    default: return false
    }
  }
}

private func shifted(_ scalar: Unicode.Scalar, _ by: UInt32) -> Unicode.Scalar {
  Unicode.Scalar(scalar.value + by) ?? scalar
}

private let apostrophes: Set<Unicode.Scalar> = [
  "\u{2018}", "\u{2019}", "\u{201B}", "\u{02BB}", "\u{02BC}", "\u{02B9}", "\u{02BE}", "\u{02BF}",
  "\u{00B4}", "\u{2032}", "\u{02C8}", "\u{02CA}", "\u{02CB}",
]
private let hyphens: Set<Unicode.Scalar> = [
  "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{FE63}",
]
private let newlines: Set<Unicode.Scalar> = ["\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}"]
private struct Pair: Hashable {
  let base: Unicode.Scalar
  let accent: Unicode.Scalar
}

private let composed: [Pair: Unicode.Scalar] = [
  Pair(base: "и", accent: "\u{306}"): "й", Pair(base: "и", accent: "\u{304}"): "ӣ",
  Pair(base: "у", accent: "\u{304}"): "ӯ", Pair(base: "у", accent: "\u{306}"): "ў",
  Pair(base: "е", accent: "\u{308}"): "ё", Pair(base: "і", accent: "\u{308}"): "ї",
  Pair(base: "s", accent: "\u{327}"): "ş", Pair(base: "c", accent: "\u{327}"): "ç",
  Pair(base: "g", accent: "\u{306}"): "ğ", Pair(base: "o", accent: "\u{308}"): "ö",
  Pair(base: "u", accent: "\u{308}"): "ü", Pair(base: "u", accent: "\u{304}"): "ū",
  Pair(base: "i", accent: "\u{304}"): "ī", Pair(base: "s", accent: "\u{30C}"): "š",
  Pair(base: "c", accent: "\u{30C}"): "č", Pair(base: "z", accent: "\u{30C}"): "ž",
]
