// SPDX-License-Identifier: Apache-2.0

import Reading
import TerminalScreen
import Testing

struct ReadingSessionTests {
  private let size = ScreenSize(width: 60, height: 12)

  private func session(_ text: String, blurs: Bool = true) throws -> ReadingSession {
    ReadingSession(
      title: "3fa9c210",
      answers: [ShownAnswer(question: "change", heading: "What would you tell?", text: text)],
      distress: try Desk.distress(), blurs: blurs)
  }

  @Test func `a long testimony is read to its end`() throws {
    let text = (1...80).map { "Ҷумлаи \($0)." }.joined(separator: "\n")
    var session = try session(text)
    #expect(session.frame(size).text.contains("Ҷумлаи 1."))
    for _ in 0..<20 { _ = session.press(.character(" ")) }
    #expect(session.frame(size).text.contains("Ҷумлаи 80."))
    _ = session.press(.home)
    #expect(session.frame(size).text.contains("Ҷумлаи 1."))
  }

  @Test func `distressing sentences are blurred until they are asked for`() throws {
    var session = try session("They beat me. Then I left.")
    #expect(session.frame(size).text.contains("beating"))
    _ = session.press(.enter)
    #expect(!session.frame(size).text.contains("beat me"))
    _ = session.press(.character("b"))
    #expect(session.frame(size).text.contains("beat me"))
  }

  @Test func `whoever turned blurring off sees all of it at once`() throws {
    var session = try session("They beat me.", blurs: false)
    #expect(session.frame(size).text.contains("They beat me."))
  }

  @Test func `escapes in a testimony are shown and do nothing`() throws {
    var session = try session("a\u{1B}]0;title\u{7}b\u{202E}c")
    let shown = session.frame(size).text
    #expect(shown.contains("a⟨U+001B⟩]0;title⟨U+0007⟩b⟨U+202E⟩c"))
  }

  @Test func `leaving is one key`() throws {
    var session = try session("Як.")
    #expect(session.press(.character("q")) == [.leave])
    #expect(session.press(.control("c")) == [.leave])
  }
}
