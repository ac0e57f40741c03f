// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct CaseNumberRuleTests {
  @Test(arguments: [
    "дело № ⟦12/345⟧",
    "Номер дела ⟦00-0000/19⟧.",
    "application no. ⟦18403/91⟧ was lodged",
    "nos. ⟦18403/91⟧, ⟦2345/06⟧ and ⟦3456/07⟧",
    "the plots nos. ⟦260⟧, ⟦268⟧, ⟦45⟧, ⟦119/5⟧ and ⟦425⟧",
    "registration no. ⟦D-4840⟧",
    "иш рақами ⟦1-234⟧",
    "парвандаи № ⟦15⟧ буд",
    "протокол № ⟦7⟧",
    "case ⟦12-3456/19⟧",
  ])
  func `numbers of cases are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .number)
  }

  @Test(arguments: [
    "Дело было 5 минут.",
    "the case took 3 years",
    "№ 5",
    "ish 12-15 soat edi",
    "в 2019 годах",
    "law no. 1096 says so",
    "по закону № 1096",
  ])
  func `what only looks like numbers of cases is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "дело ⟦двенадцать⟧"
  ])
  func `some numbers of cases are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
