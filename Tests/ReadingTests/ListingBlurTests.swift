// SPDX-License-Identifier: Apache-2.0

import Reading
import Testing

struct ListingBlurTests {
  private static let sentences = ["Потом я ушла.", "Меня били.", "I wanted to die", "Мне помогли"]

  @Test func `distressing places are left out, and others stay`() throws {
    var blur = ListingBlur(try Desk.distress())
    let shown = Self.sentences.map { blur.shown($0) }
    #expect(shown == ["Потом я ушла.", PlainPage.leftOut, PlainPage.leftOut, "Мне помогли"])
    #expect(blur.count == 2)
  }

  @Test func `what was left out is counted, and told with what brings it`() throws {
    var blur = ListingBlur(try Desk.distress())
    #expect(blur.warning("show") == nil)
    let isFirstLeftOut = blur.leavesOut("Меня били.")
    #expect(isFirstLeftOut)
    #expect(
      blur.warning("show")
        == "One place speaks of: beating and torture. It is left out; show brings it.")
    for sentence in Self.sentences { _ = blur.leavesOut(sentence) }
    #expect(
      blur.warning("--no-blur")
        == "3 places speak of: beating and torture, self-harm and suicide. "
        + "They are left out; --no-blur brings them.")
  }

  @Test func `a reader who wants everything gets everything and no warning`() {
    var blur = ListingBlur(nil)
    let shown = Self.sentences.map { blur.shown($0) }
    #expect(shown == Self.sentences)
    #expect(blur.count == 0 && blur.warning("show") == nil)
  }
}
