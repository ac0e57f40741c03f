// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct GroupRuleTests {
  @Test(arguments: [
    "Меня ругали, потому что я ⟦памирка⟧.",
    "Мы ⟦езиды⟧, нас мало.",
    "Ман ⟦шуғнонӣ⟧ ҳастам.",
    "They laughed because I am ⟦Ismaili⟧.",
    "nobody helps us because we are ⟦roma⟧",
    "Нас ругали, мы свидетели ⟦Иеговы⟧.",
  ])
  func `peoples and faiths that are few are removed, doubtfully`(_ marked: String) throws {
    let sample = Sample(marked)
    let marks = try shippedRedactor().marks(in: sample.text)
    #expect(marks.map(\.kind) == [.group])
    #expect(marks.map(\.certainty) == [.doubtful])
    try expectRemoved(sample, as: .group)
  }

  @Test(arguments: [
    "Я таджичка.", "Мы узбеки.", "I am a Muslim.", "Ман тоҷик ҳастам.",
    "Мне дали свидетельство, а у них самих ничего нет.", "свидетели молчали и боялись говорить",
    "there were jewels in the shop",
  ])
  func `large ones stay, as countries do`(_ text: String) throws {
    try expectKept(Sample(text))
  }

  @Test(arguments: ["мы из тех, кто ⟦верит в луну⟧"])
  func `what no list has is knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
