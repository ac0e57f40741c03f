// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct WorkedForRuleTests {
  @Test(arguments: [
    "she works at ⟦Zelmart⟧",
    "he works for ⟦Zelbuild Group⟧",
    "я работала в ⟦Зельмарте⟧ два года",
    "мы работали на ⟦Зельстрое⟧",
    "работала в «⟦медовый зель⟧» посудомойкой",
  ])
  func `firms by the work that was done there are removed`(_ marked: String) throws {
    let sample = Sample(marked)
    let marks = try shippedRedactor().marks(in: sample.text)
    for span in sample.spans {
      #expect(
        marks.contains {
          $0.range.lowerBound <= span.lowerBound && span.upperBound <= $0.range.upperBound
        })
    }
  }

  @Test(arguments: [
    "she works at night",
    "he works for money",
    "я работала в России",
    "I worked at home",
  ])
  func `what only looks like firms by the work done there is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: [
    "she works at ⟦zelmart⟧"
  ])
  func `some firms by the work done there are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
