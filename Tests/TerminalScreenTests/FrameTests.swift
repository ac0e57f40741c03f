// SPDX-License-Identifier: Apache-2.0

import TerminalScreen
import Testing

struct FrameTests {
  private let size = ScreenSize(width: 20, height: 4)

  private func frame(_ lines: [String]) -> Frame {
    var frame = Frame(size)
    for (index, line) in lines.enumerated() { frame.put(StyledText(line), line: index) }
    return frame
  }

  @Test func `what does not fit is cut with a sign of it`() {
    #expect(frame(["Ҷангал ва кӯҳу дарёи калон"]).text(ofLine: 0) == "Ҷангал ва кӯҳу дарё…")
  }

  @Test func `wide letters are cut before the border`() {
    #expect(StyledText("東京東京").cut(to: 6).plain == "東京…")
    #expect(StyledText("東京東京").cut(to: 6).width == 5)
  }

  @Test func `filling gives exactly the width`() {
    #expect(StyledText("ab").filled(to: 5).plain == "ab   ")
    #expect(StyledText("東京東京").filled(to: 6).width == 6)
  }

  @Test func `pieces stand at their columns`() {
    var frame = Frame(size)
    frame.put(StyledText("left"), line: 1, width: 8)
    frame.put(StyledText("right"), line: 1, column: 10)
    #expect(frame.text(ofLine: 1) == "left      right")
  }

  @Test func `what lies outside is left out`() {
    var frame = Frame(size)
    frame.put(StyledText("x"), line: 9)
    frame.put(StyledText("x"), line: 0, column: 40)
    #expect(frame.text == "\n\n\n")
  }

  @Test func `only lines that changed are drawn again`() {
    var painter = FramePainter()
    #expect(painter.paint(frame(["one", "two"])).contains("one"))
    let second = painter.paint(frame(["one", "other"]))
    #expect(!second.contains("one"))
    #expect(second.contains("other"))
    #expect(second.contains("\u{1B}[2;1H"))
    // While nothing happens nothing is sent: a blinking cursor goes on blinking.
    #expect(painter.paint(frame(["one", "other"])).isEmpty)
  }

  @Test func `after a resize everything is drawn again`() {
    var painter = FramePainter()
    _ = painter.paint(frame(["one"]))
    painter.forget()
    #expect(painter.paint(frame(["one"])).contains("one"))
  }

  @Test(arguments: 0..<200)
  func `the words themselves never send an escape`(seed: Int) {
    var painter = FramePainter()
    var frame = Frame(size)
    frame.put(StyledText(RandomText.seeded(seed)), line: 0)
    let sent = painter.paint(frame)
    let allowed = /\u{1B}\[(\?25[lh]|0m|0(;[1247])+m|2J|2K|\d+;\d+H)/
    let rest = sent.replacing(allowed, with: "")
    #expect(!rest.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test func `a size under 40 by 10 is too small`() {
    #expect(!ScreenSize(width: 39, height: 24).isEnough)
    #expect(!ScreenSize(width: 80, height: 9).isEnough)
    #expect(ScreenSize(width: 40, height: 10).isEnough)
  }
}
