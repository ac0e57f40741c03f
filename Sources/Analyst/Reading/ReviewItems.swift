// SPDX-License-Identifier: Apache-2.0

import Redaction
import TerminalScreen

/// One mark as a reviewer meets it.
struct ReviewItem: Equatable, Sendable {
  let passage: Passage
  let mark: RedactionMark
  /// Whether the reviewer left its words in the text.
  let isKept: Bool

  var span: RedactionSpan { RedactionSpan(mark.range, mark.kind) }
  var isAdded: Bool { mark.rule == "analyst" }
  /// Whether nothing is taken out here, and it is only worth a glance.
  var isPointed: Bool { mark.rule == "glance" }

  /// A part that redaction only points at.
  static func glance(_ part: PointedPart, in answer: Int) -> ReviewItem {
    ReviewItem(
      passage: Passage(answer: answer, range: part.range),
      mark: RedactionMark(part.range, part.kind, .doubtful, by: "glance"), isKept: true)
  }
  var isDoubtful: Bool { mark.certainty == .doubtful || isKept || isAdded }
}

/// What a reviewer has decided about one testimony so far.
struct ReviewState: Equatable, Sendable {
  var decisions: [String: RedactionDecisions]
  var seen: [String: Set<RedactionSpan>]

  mutating func see(_ span: RedactionSpan, in question: String) {
    seen[question, default: []].insert(span)
  }

  /// Leaves the words of a mark in the text: one that somebody added just goes.
  mutating func keep(_ item: ReviewItem, in question: String) {
    if item.isPointed { return see(item.span, in: question) }
    if item.isAdded {
      decisions[question]?.added.removeAll { $0.range.overlaps(item.mark.range) }
    } else if decisions[question]?.kept.contains(item.span) != true {
      decisions[question, default: .init()].kept.append(item.span)
    }
    see(item.span, in: question)
  }

  /// Takes the words of a mark out after all.
  mutating func apply(_ item: ReviewItem, in question: String) {
    if item.isPointed { return add(item.span, in: question) }
    decisions[question]?.kept.removeAll { span in
      span.kind == item.mark.kind && span.range.lowerBound <= item.mark.range.lowerBound
        && span.range.upperBound >= item.mark.range.upperBound
    }
    see(item.span, in: question)
  }

  mutating func add(_ span: RedactionSpan, in question: String) {
    guard decisions[question]?.added.contains(span) != true else { return }
    decisions[question, default: .init()].added.append(span)
    see(span, in: question)
  }
}

/// The steps that somebody made in one review, to go back to them; it shows nothing.
public struct ReviewSteps: Sendable, CustomReflectable {
  let state: ReviewState
  let before: [ReviewState]
  let owesGlances: Bool
  /// Never what was decided.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension PageText {
  /// Every place of these words: as they stand, and as the beginning of a longer word where they
  /// are four letters at least, since names take endings.
  func places(of passage: Passage) -> [Passage] {
    guard !passage.range.isEmpty else { return [] }
    let found = places(of: text(of: passage))
    return found.contains { $0.overlaps(passage) } ? found : found + [passage]
  }

  /// Every place of words that somebody gives, under the same rule.
  func places(of given: String) -> [Passage] {
    let wanted = Self.letters(given)
    guard !wanted.isEmpty else { return [] }
    // What begins with a sign, as @ before a name, may stand anywhere.
    let beginsWord = TextUnits(given).words.first?.lowerBound == 0
    return answers.indices.flatMap { answer -> [Passage] in
      let hay = Self.letters(answers[answer].text)
      let own = words.filter { $0.answer == answer }.map(\.range)
      let starts = beginsWord ? own.map(\.lowerBound) : Array(hay.indices)
      return starts.filter { hay[$0...].starts(with: wanted) }.compactMap { start in
        Self.end(of: wanted.count, from: start, own).map {
          Passage(answer: answer, range: start..<$0)
        }
      }
    }
  }

  /// Where so many letters end, with the word that they end in; nil where they would cut it.
  private static func end(of count: Int, from start: Int, _ words: [Range<Int>]) -> Int? {
    let end = start + count
    let cut = words.first { $0.lowerBound < end && $0.upperBound > end }
    guard let cut else { return end }
    return count >= 4 ? cut.upperBound : nil
  }
}
