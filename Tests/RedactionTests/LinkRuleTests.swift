// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct LinkRuleTests {
  @Test(arguments: [
    "Вот: ⟦https://example.org/page?id=1⟧.",
    "⟦www.example.com⟧ нашла там",
    "Он дал ⟦t.me/nobody_here⟧, я написала.",
    "сайт ⟦example.ru/work⟧ и ⟦example.tj⟧",
    "(⟦http://example.uz⟧)",
    "⟦example dot ru⟧",
    "⟦example точка com слэш nobody⟧ это он",
    "⟦t . me / nobody_here⟧",
    "⟦vk.com/id1234567⟧",
  ])
  func `links are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .link)
  }

  @Test(arguments: [
    "Я ушла.Он остался.",
    "We left.Me too.",
    "и т.д. и т.п.",
    "12.5 км",
    "точка. Ру",
  ])
  func `what only looks like links is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "⟦example ru⟧ без точки"
  ])
  func `some links are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
