// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct OddSeparatorsRuleTests {
  @Test(arguments: [
    "мой номер ⟦8,926,123,45,67⟧",
    "тел ⟦8'926'123'45'67⟧",
    "номер ⟦8 926,123 45 67⟧",
    "тел ⟦8926#1234567⟧",
  ])
  func `telephones with odd signs are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .phone)
  }

  @Test(arguments: [
    "карта ⟦4276,1234,5678,9012⟧",
    "карта ⟦4276:1234:5678:9012⟧",
  ])
  func `cards with odd signs are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .card)
  }

  @Test(arguments: [
    "вот ⟦8:926:123:45:67⟧ её",
    "вот ⟦926,1234567⟧ её",
  ])
  func `numbers with odd signs are removed without a word for them`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .number)
  }

  @Test(arguments: [
    "в 2015,2016,2017,2018 годах",
    "звонили в 12:30,14:45",
    "1,200,000,000 раз",
    "в 10:15,11:20,12:30,13:40 и 14:50",
  ])
  func `what only looks like numbers with odd signs is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "вот ⟦8926,12345⟧ её"
  ])
  func `some numbers with odd signs are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
