// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct DisguisedNameRuleTests {
  @Test(arguments: [
    "⟦зар1на⟧ помогла",
    "⟦зарин0⟧ помогла",
    "⟦3арина⟧ помогла",
    "⟦m@dina⟧ helped",
    "⟦z4rina⟧ helped",
    "⟦rust4m⟧ ушёл",
    "пришла ⟦мадина95⟧",
  ])
  func `names with a digit or sign for a letter are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .person)
  }

  @Test(arguments: [
    "болела covid19",
    "mp3 плеер",
    "весила 45кг",
    "2020yilda ketdim",
  ])
  func `what only looks like disguised names is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "⟦зр1н⟧ ушла",
    "⟦m*dina⟧ helped",
  ])
  func `some disguised names are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
