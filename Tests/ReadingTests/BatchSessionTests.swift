// SPDX-License-Identifier: Apache-2.0

import Reading
import TerminalScreen
import Testing

struct BatchSessionTests {
  private let size = ScreenSize(width: 80, height: 24)

  private func session(blurs: Bool = true) throws -> BatchSession {
    BatchSession(
      title: "Not understood",
      lines: [
        BatchLine(label: "aaaa0000", words: "They did not listen to me."),
        BatchLine(label: "bbbb1111", words: "Меня били каждый день."),
        BatchLine(label: "cccc2222", words: "Nobody understood."),
      ], distress: try Desk.distress(), blurs: blurs)
  }

  @Test func `only ticked lines are accepted, and together`() throws {
    var session = try session()
    _ = session.press(.character(" "))
    _ = session.press(.down)
    _ = session.press(.character(" "))
    #expect(session.press(.enter) == [.accept([0, 2])])
    #expect(session.frame(size).text.contains("[+] aaaa0000"))
  }

  @Test func `nothing is accepted where nothing is ticked`() throws {
    var session = try session()
    #expect(session.press(.enter).isEmpty)
    #expect(session.frame(size).text.contains("nothing is ticked"))
  }

  @Test func `a line whose words are blurred is not ticked unseen`() throws {
    var session = try session()
    _ = session.press(.down)
    #expect(!session.frame(size).text.contains("били"))
    _ = session.press(.character(" "))
    #expect(session.press(.enter).isEmpty)
    _ = session.press(.character("b"))
    #expect(session.frame(size).text.contains("били"))
    _ = session.press(.character(" "))
    #expect(session.press(.enter) == [.accept([1])])
  }

  @Test func `undo takes back what was accepted last`() throws {
    var session = try session()
    _ = session.press(.character(" "))
    _ = session.press(.enter)
    _ = session.press(.down)
    _ = session.press(.character(" "))
    _ = session.press(.enter)
    #expect(session.press(.character("u")) == [.takeBack([2])])
    #expect(session.press(.character("u")) == [.takeBack([0])])
    #expect(session.press(.character("u")).isEmpty)
  }

  @Test func `it prints no words`() throws {
    #expect(!"\(try session())".contains("listen"))
  }
}
