// SPDX-License-Identifier: Apache-2.0

/// One short paragraph without anything that cannot be seen.
struct ShortAndPlain: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let most = QuotationDraft.mostCharacters
    guard
      draft.texts.allSatisfy({ text in
        (1...most).contains(text.count) && !text.allSatisfy(\.isWhitespace)
          && text.unicodeScalars.allSatisfy(Self.isPlain)
      })
    else {
      return QuotationRefusal(
        code: .unfitText,
        reason: "a quotation has 1 to \(most) characters, on one line, all of them visible",
        hint: "shorten it, and leave out line ends and marks that cannot be seen")
    }
    return nil
  }

  // An invisible mark could be a sign by which her text is found again.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
