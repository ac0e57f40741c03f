// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct DeviceRuleTests {
  @Test(arguments: [
    "IMEI ⟦490154203237518⟧",
    "imei: ⟦49-015420-323751-8⟧",
    "имей ⟦490154203237519⟧ не тот",
  ])
  func `numbers of devices are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .device)
  }

  @Test(arguments: [
    "Телефон забрали.",
    "15 человек и 3 дня",
  ])
  func `what only looks like numbers of devices is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "модель ⟦A12⟧ синяя"
  ])
  func `some numbers of devices are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
