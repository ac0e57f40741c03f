// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct HardwareAddressRuleTests {
  @Test(arguments: [
    "MAC ⟦00:1A:2B:3C:4D:5E⟧",
    "mac ⟦00-1a-2b-3c-4d-5e⟧",
  ])
  func `addresses of network cards are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .device)
  }

  @Test(arguments: [
    "в 12:30:45 ушла"
  ])
  func `what only looks like addresses of network cards is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "mac ⟦00:1a:2b⟧"
  ])
  func `some addresses of network cards are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
