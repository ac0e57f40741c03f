// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct ContinuedNumberRuleTests {
  @Test(arguments: [
    "call ⟦93 555 then 12 34⟧",
    "call ⟦93 555 and 12 34⟧",
    "raqam ⟦90 123 keyin 45 67⟧",
    "рақам ⟦93 555 баъд 12 34⟧",
    "номер ⟦926 потом 123 потом 4567⟧",
  ])
  func `telephones that go on after a small word are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .phone)
  }

  @Test(arguments: [
    "call 5 and 10 times",
    "сначала 50 000 потом 30 000 рублей",
    "звонила в 2015 и 2016",
  ])
  func `what only looks like telephones that go on is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "call 93 555 she said ⟦12 34⟧"
  ])
  func `some telephones that go on are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
