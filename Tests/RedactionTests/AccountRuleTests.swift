// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct AccountRuleTests {
  @Test(arguments: [
    "IBAN ⟦DE89 3704 0044 0532 0130 00⟧",
    "⟦GB82WEST12345698765432⟧ счёт",
    "на счёт ⟦20206972000000000001⟧ перевела",
    "hisob raqami ⟦20208000900000000001⟧",
    "⟦gb82 west 1234 5698 7654 32⟧",
  ])
  func `accounts are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .account)
  }

  @Test(arguments: [
    "Счёт был на его имя.",
    "at 12 30 we left",
  ])
  func `what only looks like accounts is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "счёт в банке ⟦0001⟧"
  ])
  func `some accounts are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
