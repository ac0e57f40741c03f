// SPDX-License-Identifier: Apache-2.0

/// How a word sounds, roughly, in lower-case Latin letters.
///
/// Cyrillic, Latin and keyboard spellings of one name give one skeleton: Ҷамшед, Джамшед and
/// Jamshed are `jamwed`. Here `w` stands for sh and `c` for ch; ъ, ь and apostrophes are
/// dropped, double letters become one. Letters of other scripts are left out.
package enum Skeleton {
  /// The skeleton of a word as somebody wrote it.
  package static func of(_ word: String) -> String {
    var plain: [Unicode.Scalar] = []
    for scalar in word.unicodeScalars {
      if let joined = ScalarForm.joined(plain.last, scalar) {
        plain[plain.count - 1] = joined
        continue
      }
      switch ScalarForm(scalar) {
      case .dropped: break
      case .one(let form): plain.append(form)
      case .several(let forms): plain += forms
      }
    }
    return of(plain[...])
  }

  /// How single letters sound, silent ones left out, for a reader in another language.
  package static var sounds: [String: String] {
    var sounds: [String: String] = [:]
    for (offset, sound) in latin.enumerated() {
      sounds[String(UnicodeScalar(UInt8(0x61 + offset)))] = sound.description
    }
    for (offset, sound) in cyrillic.enumerated() where sound.utf8CodeUnitCount > 0 {
      let letter = UnicodeScalar(UInt32(0x430 + offset)).map(String.init)
      if let letter { sounds[letter] = sound.description }
    }
    for (letter, sound) in others { sounds[String(letter)] = sound.description }
    return sounds
  }

  /// How two letters sound that are one sound; empty where only the first is silent.
  package static var pairSounds: [String: String] {
    Dictionary(
      pairs.map { ($0.letters, $1.description) }, uniquingKeysWith: { first, _ in first })
  }

  /// The skeleton of plain scalars, as ``ScalarForm`` gives them.
  package static func of(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var sounds: [UInt8] = []
    sounds.reserveCapacity(scalars.count + 4)
    // Июль is no Юлия: the first letter is heard.
    if monthStarts.contains(where: { scalars.starts(with: $0) }) { append("j", to: &sounds) }
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = index + 1 < scalars.endIndex ? scalars[index + 1] : " "
      if let pair = pairs[Digraph(scalars[index], next)] {
        append(pair, to: &sounds)
        index += pair.utf8CodeUnitCount == 0 ? 1 : 2
      } else {
        append(sound(of: scalars[index]), to: &sounds)
        index += 1
      }
    }
    return String(decoding: sounds, as: UTF8.self)
  }

  private static func append(_ sound: StaticString, to sounds: inout [UInt8]) {
    sound.withUTF8Buffer { letters in
      for letter in letters {
        if letter == sounds.last { continue }
        // Е after a softened letter is heard in both spellings, "Yelena" and "Elena".
        if letter == UInt8(ascii: "e"), sounds.last == UInt8(ascii: "i") { sounds.removeLast() }
        if letter != sounds.last { sounds.append(letter) }
      }
    }
  }

  private static func sound(of scalar: Unicode.Scalar) -> StaticString {
    let value = scalar.value
    if value >= 0x61, value <= 0x7A { return latin[Int(value - 0x61)] }
    if value >= 0x430, value <= 0x44F { return cyrillic[Int(value - 0x430)] }
    return others[scalar] ?? ""
  }
}

private let monthStarts: [[Unicode.Scalar]] = [["и", "ю"], ["i", "y", "u"], ["i", "u"]]

private struct Digraph: Hashable {
  let both: UInt64
  init(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
    both = UInt64(first.value) << 32 | UInt64(second.value)
  }

  var letters: String {
    let scalars = [both >> 32, both & 0xFFFF_FFFF].compactMap {
      Unicode.Scalar(UInt32(truncatingIfNeeded: $0))
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Two letters that are one sound.
///
/// An empty sound drops the first letter only.
private let pairs: [Digraph: StaticString] = [
  Digraph("k", "h"): "h", Digraph("g", "h"): "g", Digraph("z", "h"): "j", Digraph("s", "h"): "w",
  Digraph("c", "h"): "c", Digraph("t", "s"): "s", Digraph("d", "j"): "j", Digraph("д", "ж"): "j",
  Digraph("d", "z"): "", Digraph("p", "h"): "f",
]

private let latin: [StaticString] = [
  "a", "b", "k", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "k", "r", "s",
  "t", "u", "v", "v", "h", "i", "z",
]

/// From а to я.
private let cyrillic: [StaticString] = [
  "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t",
  "u", "f", "h", "s", "c", "w", "w", "", "i", "", "e", "iu", "ia",
]

private let others: [Unicode.Scalar: StaticString] = [
  "ё": "io", "ғ": "g", "ӣ": "i", "қ": "k", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ў": "o", "і": "i",
  "ї": "i", "є": "e", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "n", "һ": "h", "ј": "j",
  "ѕ": "s", "ş": "w", "š": "w", "ç": "c", "č": "c", "ž": "j", "ğ": "g", "ı": "i", "ö": "o",
  "ü": "u", "ŭ": "u", "ū": "u", "ī": "i", "á": "a", "â": "a", "ā": "a", "é": "e", "è": "e",
  "í": "i", "ó": "o", "ú": "u", "ñ": "n",
]
