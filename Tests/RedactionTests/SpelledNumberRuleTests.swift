// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct SpelledNumberRuleTests {
  @Test(arguments: [
    "⟦двадцатьтри сорокпять шестьдесятсемь⟧ номер",
    "call ⟦ninetythree fiftyfive five twelve thirtyfour⟧",
    "рақам ⟦навадусе панҷоҳупанҷ дувоздаҳ⟧",
    "raqam ⟦to'qsonbir qirqbesh oltmishyetti⟧",
    "номер ⟦девятка двойка шестерка один два три⟧",
  ])
  func `number words typed together and their nouns are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .phone)
  }

  @Test(arguments: [
    "дучор шудам",
    "пятёрка по математике",
    "ни двойки, ни тройки",
  ])
  func `what only looks like spelled numbers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "вот ⟦сиючор⟧ она"
  ])
  func `some spelled numbers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
