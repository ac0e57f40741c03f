// SPDX-License-Identifier: Apache-2.0

import Foundation
import RedactionTables
import ThemeLearning

/// Sentences with names drawn at random, in four languages, from `Benchmarks/tagger/sentences.txt`.
struct InventedSentences {
  private var sentences: [(language: String, line: Substring)] = []
  private var bodies: [String: [String]] = [:]
  private let names: DrawnNames

  init(folder: String, names: DrawnNames) throws {
    self.names = names
    let path = "\(folder)/Benchmarks/tagger/sentences.txt"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    var section = ""
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("[") {
        section = String(line.dropFirst().dropLast())
      } else if section.hasPrefix("bodies ") {
        bodies[String(section.dropFirst(7)), default: []].append(String(line))
      } else {
        sentences.append((section, line))
      }
    }
  }

  /// So many texts of a few sentences each.
  func texts(_ count: Int, using random: inout SeededRandom) -> [MarkedText] {
    let languages = Dictionary(grouping: sentences, by: \.language)
    let order = languages.keys.sorted()
    return (0..<count).map { index in
      let lines = languages[order[index % order.count]] ?? []
      var text = String.UnicodeScalarView()
      var spans: [MarkedText.Span] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        guard let sentence = lines.randomElement(using: &random) else { continue }
        if !text.isEmpty { text.append(" ") }
        fill(sentence.line, sentence.language, &text, &spans, &random)
      }
      return MarkedText(text: String(text), spans: spans)
    }
  }

  private func fill(
    _ line: Substring, _ language: String, _ text: inout String.UnicodeScalarView,
    _ spans: inout [MarkedText.Span], _ random: inout SeededRandom
  ) {
    var last = ""
    for (turn, part) in line.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard turn > 0, let close = part.firstIndex(of: "}") else {
        text.append(contentsOf: part.unicodeScalars)
        continue
      }
      let slot = part[..<close].split(separator: ":").map(String.init)
      let rest = part[part.index(after: close)...]
      let ending = rest.prefix { $0.isLetter }
      let start = text.count
      let drawn = name(slot[0], slot.dropFirst().first ?? "nom", language, &random)
      text.append(contentsOf: (drawn + ending).unicodeScalars)
      let kind = slot[0] == "place" ? "PLACE" : slot[0] == "body" ? "ORGANIZATION" : "PERSON"
      // Given name, patronymic and surname in a row are one name.
      let joins = kind == "PERSON" && last == "PERSON" && spans.last?.end == start - 1
      let from = joins ? spans.removeLast().start : start
      spans.append(
        MarkedText.Span(start: from, end: text.count, class: kind, entity: nil, identifier: nil))
      last = kind
      text.append(contentsOf: rest.dropFirst(ending.count).unicodeScalars)
    }
  }

  private func name(
    _ slot: String, _ grammar: String, _ language: String, _ random: inout SeededRandom
  ) -> String {
    let isRussian = language == "ru"
    switch slot {
    case "body": return (bodies[language] ?? []).randomElement(using: &random) ?? "«Заря»"
    case "place":
      let place = names.place(language, using: &random)
      return isRussian ? RussianCase.place(place, grammar) : place
    case "surname":
      let surname = names.surname(language, using: &random)
      return isRussian ? RussianCase.name(surname, grammar) : surname
    case "patronymic":
      let father = names.given("ru", using: &random)
      return RussianCase.name(Self.patronymic(father), grammar)
    default:
      let given = names.given(language, using: &random)
      return isRussian ? RussianCase.name(given, grammar) : given
    }
  }

  private static func patronymic(_ father: String) -> String {
    if father.hasSuffix("й") || father.hasSuffix("ь") { return father.dropLast() + "евна" }
    return (father.last.map { "аеёиоуэюя".contains($0) } ?? false)
      ? father.dropLast() + "овна" : father + "ович"
  }
}

/// The cases of Russian names, by their last letters.
enum RussianCase {
  private static let cases = ["gen": 0, "dat": 1, "acc": 2, "ins": 3, "loc": 4]

  static func name(_ name: String, _ grammar: String) -> String {
    guard let index = cases[grammar], let last = name.last else { return name }
    let stem = String(name.dropLast())
    switch last {
    case "а" where name.hasSuffix("ова") || name.hasSuffix("ева"):
      return stem + ["ой", "ой", "у", "ой", "ой"][index]
    case "а": return stem + ["ы", "е", "у", "ой", "е"][index]
    case "я": return stem + ["и", "е", "ю", "ей", "е"][index]
    case "й", "ь": return stem + ["я", "ю", "я", "ем", "е"][index]
    case "е", "и", "о", "у", "ы", "э", "ю", "ё": return name
    default:
      let isSurname = name.hasSuffix("ов") || name.hasSuffix("ев") || name.hasSuffix("ин")
      return name + ["а", "у", "а", isSurname ? "ым" : "ом", "е"][index]
    }
  }

  static func place(_ place: String, _ grammar: String) -> String {
    guard let index = cases[grammar], let last = place.last else { return place }
    let stem = String(place.dropLast())
    switch last {
    case "а": return stem + ["ы", "е", "у", "ой", "е"][index]
    case "я": return stem + ["и", "е", "ю", "ей", "е"][index]
    case "ь": return stem + ["и", "и", "ь", "ью", "и"][index]
    case "е", "и", "о", "у", "э", "ю", "ё", "ы", "й", "ӣ": return place
    default: return place + ["а", "у", "", "ом", "е"][index]
    }
  }
}
