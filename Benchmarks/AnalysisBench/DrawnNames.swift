// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThemeLearning

/// Names to draw from: the project's own lists as they are written, and its large list by sound.
struct DrawnNames {
  private var names: [String: [String]] = [:]
  private var surnames: [String] = []
  private var places: [String] = []
  private var rare: [String: [String]] = [:]

  init(project: String) throws {
    let lines = { (name: String) in
      let path = "\(project)/Config/redaction/\(name).txt"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw AnalysisBenchError.unusable(path)
      }
      return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }
    var section = ""
    for line in try lines("names") {
      if line.hasPrefix("[") { section = String(line.dropFirst().prefix(2)) }
      names[section, default: []] += Self.spellings(line)
    }
    surnames = try lines("surnames").flatMap(Self.spellings)
    places = try lines("places").flatMap(Self.spellings)
    for line in try lines("rare") {
      if line.hasPrefix("[") {
        section = String(line.dropFirst().prefix { $0 != " " && $0 != "]" })
      } else if !line.hasPrefix("#") {
        rare[section, default: []].append(Self.written(line))
      }
    }
  }

  func given(_ language: String, using random: inout SeededRandom) -> String {
    let small = Bool.random(using: &random) ? names[language] : names["tg"]
    return draw(["given", "proper"], language, or: small ?? names["ra"] ?? [], using: &random)
  }

  func surname(_ language: String, using random: inout SeededRandom) -> String {
    let father = given(language == "en" ? "tg" : language, using: &random)
    let plain = surnames.randomElement(using: &random) ?? father
    let isLatin = father.unicodeScalars.allSatisfy { $0.value < 0x250 }
    let endings =
      language == "en"
      ? ["ov", "ova", "zoda", "i"]
      : isLatin ? ["ov", "ova", "ev"] : ["ов", "ова", "зода", "иён", "ӣ"]
    switch Int.random(in: 0..<4, using: &random) {
    case 0 where language == "ru": return plain
    case 1 where language == "en", 2 where language == "en":
      return (rare["surnames"] ?? []).randomElement(using: &random) ?? plain
    default:
      let isOpen = father.last.map { "аяaиiйуu".contains($0) } ?? false
      let stem = isOpen ? father.dropLast() : father[...]
      return stem + (endings.randomElement(using: &random) ?? "")
    }
  }

  func place(_ language: String, using random: inout SeededRandom) -> String {
    draw(["places"], language, or: places, using: &random)
  }

  /// Half of the time a name of the large list, which is in Latin letters, where these are used.
  private func draw(
    _ sections: [String], _ language: String, or small: [String], using random: inout SeededRandom
  ) -> String {
    var names = small
    if language == "uz" || language == "en", Bool.random(using: &random),
      let section = sections.randomElement(using: &random), let all = rare[section]
    {
      names = all
    }
    return names.randomElement(using: &random) ?? "Мадина"
  }

  private static func spellings(_ line: Substring) -> [String] {
    guard let first = line.first, first != "#", first != "[" else { return [] }
    return line.prefix { $0 != "#" }.split(separator: ",").map { spelling in
      spelling.trimmingCharacters(in: CharacterSet(charactersIn: " *!\t"))
    }
    .filter { $0.count > 2 }
  }

  /// A sound as people write it in Latin letters.
  private static func written(_ sound: Substring) -> String {
    var result = ""
    for letter in sound {
      result += letter == "w" ? "sh" : letter == "c" ? "ch" : String(letter)
    }
    return result.prefix(1).uppercased() + result.dropFirst()
  }
}
