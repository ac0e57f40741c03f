// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Replaces what identifies people by neutral words.
///
/// The rules propose, an analyst decides. Doubtful marks are applied too, and flagged. Works
/// offline, keeps nothing between calls, and takes time in proportion to the text.
public struct Redactor: Sendable {
  private let lists: RedactionLists
  private var rules: [any RedactionRule]

  /// A redactor with all rules.
  public init(lists: RedactionLists) {
    self.lists = lists
    let words = lists.words
    rules = [
      LinkRule(words: words), EmailRule(words: words), HandleRule(words: words), CardRule(),
      DateRule(words: words), PhoneRule(words: words), DocumentNumberRule(words: words),
      SpelledNumberRule(words: words), LongDigitsRule(words: words), PersonNameRule(lists: lists),
      PlaceRule(lists: lists), EmployerRule(lists: lists), GroupRule(lists: lists),
    ]
    if let model = lists.tagger { rules.append(TaggerRule(lists: lists, model: model)) }
  }

  /// What the rules would replace, in order and without overlaps, people numbered.
  public func marks(in text: String) -> [RedactionMark] {
    marks(in: NormalizedText(text), decisions: RedactionDecisions())
  }

  /// Replaces what the rules found, less what an analyst kept, and what an analyst added.
  public func redact(
    _ text: String, decisions: RedactionDecisions = RedactionDecisions()
  ) -> RedactedText {
    let marks = marks(in: NormalizedText(text), decisions: decisions)
    return RedactedText(text: replace(marks, in: text), marks: marks)
  }

  /// What is not replaced and yet worth a glance, in order.
  ///
  /// For whoever reads a text before it is quoted: much of it will be harmless.
  public func pointed(
    in text: String, decisions: RedactionDecisions = RedactionDecisions()
  ) -> [PointedPart] {
    let text = NormalizedText(text)
    return CautiousLook(lists: lists).parts(
      of: text, marks: marks(in: text, decisions: decisions))
  }

  private func marks(
    in text: NormalizedText, decisions: RedactionDecisions
  ) -> [RedactionMark] {
    let proposed = rules.flatMap { $0.marks(in: text) }.merged()
    let added = decisions.addedMarks(within: text.originalCount).map { mark in
      mark.over(text.widened(mark.range))
    }
    let effective = (proposed.filter { !decisions.keeps($0) } + added).merged()
    return numbered(effective, in: text)
  }

  private func numbered(_ marks: [RedactionMark], in text: NormalizedText) -> [RedactionMark] {
    var numbers = PersonNumbers(lists: lists)
    var next = 0
    return marks.map { mark in
      guard mark.kind == .person else { return mark }
      var words: [Word] = []
      while next < text.words.count {
        let range = text.originalRange(of: text.words[next].range)
        guard range.lowerBound < mark.range.upperBound else { break }
        if range.upperBound > mark.range.lowerBound { words.append(text.words[next]) }
        next += 1
      }
      return mark.numbered(numbers.number(of: words))
    }
  }

  private func replace(_ marks: [RedactionMark], in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var end = 0
    for mark in marks {
      result.append(contentsOf: scalars[end..<mark.range.lowerBound])
      result.append(contentsOf: mark.replacement.unicodeScalars)
      end = mark.range.upperBound
    }
    result.append(contentsOf: scalars[end...])
    return String(result)
  }
}
