// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct SpelledOutNameRuleTests {
  @Test(arguments: [
    "её имя ⟦Р-У-С-Т-А-М⟧",
    "имя ⟦р.у.с.т.а.м⟧",
    "имя ⟦R_u_s_t_a_m⟧",
    "имя ⟦з, а, р, и, н, а⟧",
    "it is spelled ⟦M-A-D-I-N-A⟧",
  ])
  func `names that are spelled out with a sign are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .person)
  }

  @Test(arguments: [
    "пункты а, б, в, г",
    "и т. д. и т. п.",
    "да-а-а-а",
  ])
  func `what only looks like spelled-out names is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "имя ⟦м а-д и-н а⟧"
  ])
  func `some spelled-out names are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
