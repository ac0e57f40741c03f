// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct PostcodeRuleTests {
  @Test(arguments: [
    "индекс помню ⟦734000⟧, город нет",
    "почтовый индекс: ⟦190000⟧",
    "the postcode was ⟦zz9 4qx⟧ and it rained",
    "The flat had ⟦ZZ9 4QX⟧ on the door.",
    "indeksi ⟦100000⟧ edi",
  ])
  func `numbers of post offices are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .address)
  }

  @Test(arguments: [
    "we had a car, a3 4x4, and drove",
    "индекс цен вырос на 12 процентов",
    "room b2 had 3 beds",
  ])
  func `what only looks like a postcode is kept`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: ["it said ⟦zz9 4qx⟧ on the door"])
  func `a british one in small letters without its word is knowingly missed`(
    _ marked: String
  ) throws {
    try expectMissed(Sample(marked))
  }
}
