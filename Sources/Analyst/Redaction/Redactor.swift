// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Replaces what identifies people by neutral words.
///
/// The rules propose, an analyst decides. Doubtful marks are applied too, and flagged. Works
/// offline, keeps nothing between calls, and takes time in proportion to the text.
public struct Redactor: Sendable {
  /// The version of the rules: raised when they find what they did not, so that reviews are due again.
  public static let rules = 3

  /// The lists that the rules look words up in.
  public let lists: RedactionLists
  private let spoken: SpokenNumbers
  /// Rules for numbers and addresses, which read number words as digits.
  private let identifierRules: [any RedactionRule]
  private let addressRule: AddressRule
  private let cautious: CautiousLook
  /// Rules for names and places.
  private var nameRules: [any RedactionRule]

  /// A redactor with all rules.
  ///
  /// Of marks with equal range and certainty the earlier rule's wins.
  public init(lists: RedactionLists) {
    self.lists = lists
    spoken = SpokenNumbers(lists: lists)
    let dates = DateRule(lists: lists)
    addressRule = AddressRule(lists: lists)
    identifierRules = [
      LinkRule(lists: lists), EmailRule(lists: lists), HandleRule(lists: lists),
      CoordinatesRule(), CardRule(lists: lists), DeviceRule(lists: lists),
      AccountRule(lists: lists), dates, AgeRule(lists: lists), addressRule,
      PostcodeRule(lists: lists),
      PlateRule(lists: lists), DocumentNumberRule(lists: lists), TaxNumberRule(lists: lists),
      PhoneRule(lists: lists), TripRule(lists: lists), CaseNumberRule(lists: lists),
      SpelledNumberRule(), LongDigitsRule(lists: lists), MoneyRule(lists: lists, dates: dates),
      OddSeparatorsRule(lists: lists), ContinuedNumberRule(lists: lists),
      HardwareAddressRule(), TokenRule(lists: lists),
    ]
    let firms = FirmWords(lists: lists)
    cautious = CautiousLook(lists: lists, firms: firms)
    nameRules = [
      PersonNameRule(lists: lists), PlaceRule(lists: lists), EmployerRule(words: firms),
      LegalFormRule(words: firms), WorkedForRule(lists: lists), FirmTailRule(words: firms),
      GroupRule(lists: lists), SpelledOutNameRule(lists: lists), DisguisedNameRule(lists: lists),
    ]
    if let model = lists.tagger { nameRules.append(TaggerRule(lists: lists, model: model)) }
  }

  /// What the rules would replace, in order and without overlaps, people numbered.
  public func marks(in text: String) -> [RedactionMark] {
    marks(in: NormalizedText(text), decisions: RedactionDecisions())
  }

  /// Replaces what the rules found, less what an analyst kept, and what an analyst added.
  public func redact(
    _ text: String, decisions: RedactionDecisions = RedactionDecisions()
  ) -> RedactedText {
    redact(together: [(text, decisions)])[0]
  }

  /// Redacts all answers of one testimony together.
  ///
  /// A name that one answer gives away is found in all of them, and one person has one number.
  /// Returns as many texts as were given, in their order.
  public func redact(
    together texts: [(text: String, decisions: RedactionDecisions)]
  ) -> [RedactedText] {
    let joined = JoinedTexts(texts)
    let marks = marks(in: NormalizedText(joined.text), decisions: joined.decisions)
    return zip(texts, joined.split(marks)).map { given, marks in
      RedactedText(text: replace(marks, in: given.text), marks: marks)
    }
  }

  /// What is not replaced and yet worth a glance, in order.
  ///
  /// For whoever reads a text before it is quoted: much of it will be harmless.
  public func pointed(
    in text: String, decisions: RedactionDecisions = RedactionDecisions()
  ) -> [PointedPart] {
    let text = NormalizedText(text)
    return cautious.parts(of: text, marks: marks(in: text, decisions: decisions))
  }

  private func marks(
    in text: NormalizedText, decisions: RedactionDecisions
  ) -> [RedactionMark] {
    let view = spoken.view(of: text)
    let proposed =
      (identifierRules.flatMap { $0.marks(in: view) } + nameRules.flatMap { $0.marks(in: text) }
      + brokenWords(in: text)).merged()
    let added = decisions.addedMarks(within: text.originalCount).map { mark in
      mark.over(text.widened(mark.range))
    }
    let found = (proposed.filter { !decisions.keeps($0) } + added).merged()
    let repeated = RepeatedNames(lists: lists).marks(in: text, found: found)
    let effective = (found + repeated.filter { !decisions.keeps($0) }).merged()
    return numbered(effective, in: text)
  }

  /// Names and streets that a line end breaks.
  private func brokenWords(in text: NormalizedText) -> [RedactionMark] {
    let names = BrokenWords(text, isKnown: lists.isKept).map { broken in
      broken.across(nameRules.flatMap { $0.marks(in: broken.whole) })
    }
    // The end of a street's name may sound like a small word: Строител-ей.
    let isLong = { (word: Word) in word.range.count > 3 && lists.isKept(word) }
    let addresses = BrokenWords(text, isKnown: isLong).map { broken in
      broken.across(addressRule.marks(in: spoken.view(of: broken.whole)))
    }
    return (names ?? []) + (addresses ?? [])
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
