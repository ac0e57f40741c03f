// SPDX-License-Identifier: Apache-2.0

public import Redaction

/// Where words that somebody types to hide them stand in a testimony.
public enum WordsToHide {
  /// Every place of the words, as the full screen hides them: whole words, from four letters on also
  /// with their endings, so that no half of a name stays behind.
  public static func spans(
    of words: String, in answers: [ShownAnswer]
  ) -> [(question: String, span: RedactionSpan)] {
    let page = PageText(answers)
    let typed = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return page.places(of: typed).map { place in
      let span = RedactionSpan(place.range, kind(of: page.text(of: place)))
      return (question: answers[place.answer].question, span: span)
    }
  }

  /// Digits alone name nobody.
  private static func kind(of words: String) -> RedactionKind {
    let scalars = words.unicodeScalars
    let hasLetters = scalars.contains { $0.properties.isAlphabetic }
    return !hasLetters && scalars.contains { $0.properties.numericType != nil } ? .number : .person
  }
}
