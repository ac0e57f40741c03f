// SPDX-License-Identifier: Apache-2.0

/// A language that the form has not, told by letters that none of its four languages writes.
public enum OtherLanguage: String, CaseIterable, Sendable {
  /// Persian or Dari: Arabic letters with پ چ ژ گ or their own forms of k and y.
  case persian = "fa"
  /// Kyrgyz: ң, ө or ү.
  case kyrgyz = "ky"
  /// Kazakh: ә, ұ or һ, or ң with і.
  case kazakh = "kk"
  /// Turkish: ı or ğ with ş.
  case turkish = "tr"
  /// Ukrainian: ї, є or ґ.
  case ukrainian = "uk"
  /// Another script, or Arabic letters that tell no more.
  case unnamed = "other"

  /// The language that a text's letters tell by themselves, or nil where the letters are those of the form's languages.
  static func told(by scalars: some Sequence<Unicode.Scalar>) -> OtherLanguage? {
    var (ours, arabic, foreign) = (0, 0, 0)
    var seen: Set<UInt32> = []
    for scalar in scalars {
      guard let letter = Letters.reading(of: scalar), letter != Letters.border else { continue }
      switch letter {
      case 0..<0x370, 0x400..<0x530, 0x1e00..<0x1f00: ours += 1
      case 0x600..<0x780, 0xfb50..<0xfe00, 0xfe70..<0xff00: arabic += 1
      default: foreign += 1
      }
      if letter > 0x7f { seen.insert(letter) }
    }
    guard ours >= arabic + foreign else {
      return arabic > foreign && seen.contains(any: "پچژگکی") ? .persian : .unnamed
    }
    return named(by: seen)
  }

  private static func named(by seen: Set<UInt32>) -> OtherLanguage? {
    if seen.contains(any: "ґєї") { return .ukrainian }
    if seen.contains(any: "әұһ") || seen.contains(any: "ң") && seen.contains(any: "і") {
      return .kazakh
    }
    if seen.contains(any: "ңөү") { return .kyrgyz }
    let isTurkish = seen.contains(any: "ı") || seen.contains(any: "ğ") && seen.contains(any: "ş")
    return isTurkish ? .turkish : nil
  }
}

extension Set<UInt32> {
  fileprivate func contains(any letters: String) -> Bool {
    letters.unicodeScalars.contains { contains($0.value) }
  }
}
