// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct EmailRuleTests {
  @Test(arguments: [
    "Пишите на ⟦nobody.here@example.org⟧.",
    "⟦nobody @ example . com⟧",
    "моя почта ⟦nobody собака example точка ru⟧",
    "write to ⟦no dot body at example dot com⟧ please",
    "⟦nobody@example.tj⟧ ба ман нависед",
    "почта ⟦NOBODY＠example.ru⟧",
    "⟦nobody девяносто два собака мейл точка ру⟧",
    "⟦nobody нижнее подчеркивание here собака gmail⟧ это она",
    "⟦nobody(at)example[dot]com⟧",
    "почта ⟦nobody @ mail. ru⟧",
    "⟦nobody kuchukcha mail nuqta ru⟧",
    "⟦no.body@mail.example.tj⟧",
  ])
  func `e-mail addresses are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .email)
  }

  @Test(arguments: [
    "Meet me at home.",
    "Собака лаяла всю ночь.",
    "she looked at it. com on",
    "кучукча дар ҳавлӣ буд",
  ])
  func `what only looks like e-mail addresses is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test func `a full stop before a capital makes no e-mail address`() throws {
    // The tagger takes this "Com" for a name, wrongly; the rule marks nothing.
    let marks = try shippedRedactor().redact("She looked at it. Com on.").marks
    #expect(!marks.contains { $0.kind == .email })
  }

  @Test(arguments: [
    "⟦nobody at example⟧ without an ending"
  ])
  func `some e-mail addresses are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
