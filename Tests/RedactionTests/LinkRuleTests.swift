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
  ])
  func `links are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .link)
  }

  @Test(arguments: [
    "Я ушла.Он остался.",
    "We left.Me too.",
    "и т.д. и т.п.",
    "12.5 км",
  ])
  func `what only looks like links is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "⟦example dot ru⟧"
  ])
  func `some links are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
