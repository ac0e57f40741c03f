// SPDX-License-Identifier: Apache-2.0

import Redaction

/// One text: what people marked, and what was redacted of it.
struct RedactionOutcome: Sendable {
  private(set) var byClass: [String: FoundParts] = [:]
  private(set) var byKind: [RedactionKind: FoundWords] = [:]
  private(set) var masked = FoundWords()
  private(set) var words = 0
  private(set) var falseMarks = 0.0

  init(_ text: MarkedText, _ marks: [RedactionMark]) {
    let scalars = Array(text.text.unicodeScalars)
    let cover = Self.cover(marks.map(\.range), of: scalars.count)
    count(text, scalars, cover)
    let truth = Truth(text, count: scalars.count)
    let words = Self.words(in: scalars)
    self.words = words.count
    for word in words where word.contains(where: { cover[$0] }) {
      masked.add(truth.judge(word))
    }
    for mark in marks {
      for word in words where word.overlaps(mark.range) {
        byKind[mark.kind, default: FoundWords()].add(truth.judge(word))
      }
      falseMarks += truth.judge(mark.range) == .wrong ? 1 : 0
    }
  }

  private mutating func count(_ text: MarkedText, _ scalars: [Unicode.Scalar], _ masked: [Bool]) {
    var entities: [String: (classes: Set<String>, isWhole: Bool)] = [:]
    for (index, span) in text.spans.enumerated() where !span.mayStay {
      // Only what could tell: a comma between two masked names does not.
      let telling = (span.start..<min(span.end, scalars.count)).filter { scalars[$0].isTelling }
      let isWhole = telling.allSatisfy { masked[$0] }
      let classes = ["all", span.class, span.identifier?.lowercased()].compactMap(\.self)
      for name in classes {
        byClass[name, default: FoundParts()].add(
          isWhole: isWhole, isTouched: telling.contains { masked[$0] })
      }
      let key = span.entity ?? "span \(index)"
      let known = entities[key] ?? ([], true)
      entities[key] = (known.classes.union(classes), known.isWhole && isWhole)
    }
    for entity in entities.values {
      // Whoever is named directly once is no mere hint elsewhere.
      let direct = entity.classes.contains("direct")
      for name in entity.classes where !(direct && name == "quasi") {
        byClass[name, default: FoundParts()].addEntity(isWhole: entity.isWhole)
      }
    }
  }

  static func cover(_ ranges: [Range<Int>], of count: Int) -> [Bool] {
    var covered = [Bool](repeating: false, count: count)
    for range in ranges { for index in range.clamped(to: 0..<count) { covered[index] = true } }
    return covered
  }

  private static func words(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    for index in scalars.indices where scalars[index].isTelling {
      if let last = words.last, last.upperBound == index {
        words[words.count - 1] = last.lowerBound..<(index + 1)
      } else {
        words.append(index..<(index + 1))
      }
    }
    return words
  }
}

/// What became of the marked parts of one class.
struct FoundParts: Sendable {
  private(set) var spans = 0.0
  private(set) var whole = 0.0
  private(set) var touched = 0.0
  private(set) var entities = 0.0
  private(set) var wholeEntities = 0.0

  mutating func add(isWhole: Bool, isTouched: Bool) {
    spans += 1
    whole += isWhole ? 1 : 0
    touched += isTouched ? 1 : 0
  }

  mutating func addEntity(isWhole: Bool) {
    entities += 1
    wholeEntities += isWhole ? 1 : 0
  }

  mutating func add(_ other: FoundParts) {
    spans += other.spans
    whole += other.whole
    touched += other.touched
    entities += other.entities
    wholeEntities += other.wholeEntities
  }
}

/// How many masked words people had marked too.
struct FoundWords: Sendable {
  /// What a masked word was.
  enum Judgement { case right, wrong, neither }

  private(set) var right = 0.0
  private(set) var wrong = 0.0

  var precision: Double { right / max(right + wrong, 1) }

  mutating func add(_ judgement: Judgement) {
    right += judgement == .right ? 1 : 0
    wrong += judgement == .wrong ? 1 : 0
  }

  mutating func add(_ other: FoundWords) {
    right += other.right
    wrong += other.wrong
  }
}

/// What people marked: what has to go, and what may stay and so counts neither way.
private struct Truth {
  private let goes: [Bool]
  private let may: [Bool]

  init(_ text: MarkedText, count: Int) {
    goes = RedactionOutcome.cover(
      text.spans.filter { !$0.mayStay }.map { $0.start..<$0.end }, of: count)
    may = RedactionOutcome.cover(
      text.spans.filter(\.mayStay).map { $0.start..<$0.end }, of: count)
  }

  func judge(_ range: Range<Int>) -> FoundWords.Judgement {
    if range.contains(where: { goes[$0] }) { return .right }
    return range.contains { may[$0] } ? .neither : .wrong
  }
}

extension Unicode.Scalar {
  fileprivate var isTelling: Bool { properties.isAlphabetic || properties.numericType != nil }
}
