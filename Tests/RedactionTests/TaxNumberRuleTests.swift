// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TaxNumberRuleTests {
  @Test(arguments: [
    "ИНН ⟦123456789⟧ дали",
    "ИНН ⟦7707083893⟧",
    "инн ⟦500100732259⟧",
    "СНИЛС ⟦112-233-445 95⟧",
    "СНИЛС ⟦11223344595⟧",
    "РМА ⟦123456789⟧",
    "ЖШШИР ⟦12345678901234⟧",
    "JSHSHIR ⟦12345678901234⟧",
    "иин ⟦930101300015⟧",
  ])
  func `numbers of taxpayers are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .document)
  }

  @Test(arguments: [
    "In 2019 we left",
    "инн и паспорт забрали",
  ])
  func `what only looks like numbers of taxpayers is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "последние цифры ИНН ⟦0011⟧"
  ])
  func `some numbers of taxpayers are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }

  @Test(arguments: [
    ("инн 7707083893", Certainty.sure), ("инн 7707083894", .doubtful), ("снилс 11223344595", .sure),
    ("снилс 11223344596", .doubtful), ("пинфл 12345678901234", .doubtful),
  ])
  func `a wrong check digit after a word for it is hidden too, and doubtful`(
    _ text: String, _ certainty: Certainty
  ) throws {
    let marks = try shippedRedactor().marks(in: text)
    #expect(marks.map(\.kind) == [.document])
    #expect(marks.map(\.certainty) == [certainty])
  }
}
