// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TripRuleTests {
  @Test(arguments: [
    "рейс ⟦U6-2941⟧",
    "рейсом ⟦SZ 123⟧ улетела",
    "поезд № ⟦319⟧",
    "парвози ⟦7J-123⟧",
    "flight ⟦HY 602⟧ was late",
    "reys ⟦602⟧",
    "вагон № ⟦5⟧",
    "рейси ⟦7J 555⟧ буд",
    "бо ⟦СЗ 211⟧ паридем",
    "we took flight ⟦ky 123⟧",
    "reys ⟦hy 555⟧ edi",
    "we flew with ⟦FZ 555⟧ and slept",
    "улетела рейсом ⟦SZ 1555⟧",
  ])
  func `numbers of flights and trains are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .number)
  }

  @Test(arguments: [
    "поезд 3 часа стоял",
    "рейс был ночью",
    "The train in 2019",
    "автобус в 12 часов",
    "рейс на 300 человек",
    "they flew at 1500 metres",
    "летели в 1500 раз быстрее",
  ])
  func `what only looks like numbers of flights and trains is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "автобус ⟦8⟧ идёт туда"
  ])
  func `some numbers of flights and trains are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
