// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct MoneyRuleTests {
  @Test(arguments: [
    "12 мая мне дали 15000 рублей", "15000 рублей, 12.05.2019", "on May 12 he paid 700 dollars",
    "200000 so'm, 12-mayda", "12 майи соли 2019 ба ман 5000 сомонӣ доданд",
  ])
  func `a sum beside a date is removed, as doubtful`(_ text: String) throws {
    let marks = try shippedRedactor().marks(in: text)
    #expect(Set(marks.map(\.kind)) == [.date, .number])
    #expect(marks.filter { $0.kind == .number }.allSatisfy { $0.certainty == .doubtful })
  }

  @Test(arguments: [
    "мне дали 15000 рублей", "дали 15 000 рублей", "200000 so'm berishdi",
    "He paid 15000 dollars or 15000 euro.", "ман 5000 сомонӣ супоридам", "$15000 за меня",
    "двадцать пять тысяч рублей",
  ])
  func `a sum alone is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: ["Дали ⟦15000⟧ рублей. Потом 12 мая увезли."])
  func `some sums beside a date are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
