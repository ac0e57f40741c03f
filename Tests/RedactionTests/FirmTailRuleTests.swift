// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct FirmTailRuleTests {
  @Test(arguments: [
    "We packed boxes for ⟦Zelgate Foods⟧ every night.",
    "we packed boxes for ⟦zelgate foods⟧ every night",
    "нас взяли в ⟦Зельвосток Сервис⟧ зимой",
    "u ⟦Zelobod Savdo⟧ uchun ishladi",
  ])
  func `firms by the last word of their name are removed`(_ marked: String) throws {
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
    "the customer service was bad",
    "сервис был плохой, а группа большая",
    "we were a group of women",
    "savdo yaxshi emas edi",
  ])
  func `what only sounds like the last word of a firm's name is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: ["we packed boxes for ⟦sunrise foods⟧ every night"])
  func `everyday words before it are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
