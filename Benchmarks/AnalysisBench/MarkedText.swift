// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThemeLearning

/// A text in which people marked what identifies.
struct MarkedText: Decodable, Sendable {
  /// One marked part, in Unicode code points.
  struct Span: Decodable, Sendable {
    let start, end: Int
    let `class`: String
    /// Joins the spans that name one person or thing.
    let entity: String?
    /// `DIRECT`, `QUASI` or `NO_MASK`, where people said how far the part identifies.
    let identifier: String?

    /// Whether people said that the part may stay.
    var mayStay: Bool { identifier == "NO_MASK" }

    func moved(_ range: Range<Int>) -> Span {
      Span(
        start: range.lowerBound, end: range.upperBound, class: `class`, entity: entity,
        identifier: identifier)
    }
  }

  let text: String
  let spans: [Span]

  /// The same text in small letters; letters whose small form is longer stay as they are.
  var lowered: MarkedText { lowered(keepingStarts: false) }

  /// The same text with capitals only where sentences begin, as telephones put them.
  var withoutNameCapitals: MarkedText { lowered(keepingStarts: true) }

  private func lowered(keepingStarts: Bool) -> MarkedText {
    var isStart = true
    let small = text.unicodeScalars.map { scalar in
      let mapping = scalar.properties.lowercaseMapping.unicodeScalars
      let stays = mapping.count != 1 || (keepingStarts && isStart)
      if scalar.properties.isAlphabetic { isStart = false }
      if ".!?\n".unicodeScalars.contains(scalar) { isStart = true }
      return stays ? scalar : mapping.first ?? scalar
    }
    return MarkedText(text: String(String.UnicodeScalarView(small)), spans: spans)
  }

  /// The same text typed in Latin letters, in a scheme of its own.
  func inLatin(using random: inout SeededRandom) -> MarkedText {
    let (typed, places) = LatinTyping(using: &random).typed(text)
    let last = places.count - 1
    let spans = spans.map { span in
      span.moved(places[min(span.start, last)]..<places[min(span.end, last)])
    }
    return MarkedText(text: typed, spans: spans.filter { $0.start < $0.end })
  }
}

extension [MarkedText] {
  /// The texts without capitals, in Latin letters, or both.
  func typed(lower: Bool, latin: Bool, seed: UInt64) -> [MarkedText] {
    var random = SeededRandom(seed: seed)
    return map { text in
      let small = lower ? text.lowered : text
      return latin ? small.inLatin(using: &random) : small
    }
  }
}

/// The lines of a file of marked texts.
enum MarkedLines {
  static func read(_ path: String) throws -> [MarkedText] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    let lines = JSONLines.numbered(data)
    guard !lines.isEmpty else { throw AnalysisBenchError.empty(path) }
    return try lines.map { number, bytes in
      guard let line = try? JSONDecoder().decode(MarkedText.self, from: bytes) else {
        throw AnalysisBenchError.unreadable(path, line: number)
      }
      let end = line.text.unicodeScalars.count
      guard line.spans.allSatisfy({ 0 <= $0.start && $0.start < $0.end && $0.end <= end }) else {
        throw AnalysisBenchError.spanOutside(path, line: number)
      }
      return line
    }
  }
}
