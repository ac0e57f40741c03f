// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct CoordinatesRuleTests {
  @Test(arguments: [
    "геолокация ⟦38.5598, 68.7870⟧ он прислал",
    "⟦38.5598 68.7870⟧",
    "⟦38,5598; 68,7870⟧",
    "точка ⟦38°33'35\"N 68°47'13\"E⟧",
    "⟦38°33′ с.ш. 68°47′ в.д⟧.",
    "⟦-38.55981, 68.78702⟧",
  ])
  func `points on the map are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .coordinates)
  }

  @Test(arguments: [
    "Температура 38.5 и 40.2",
    "38,5 в тени",
    "20° тепла",
    "от 12.5 до 13.5 сомонӣ",
  ])
  func `what only looks like points on the map is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "два километра к северу от ⟦38.5⟧"
  ])
  func `some points on the map are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
