// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Reading
import TerminalScreen
import Testing
import ThematicCoding

struct CodingSessionTests {
  private let size = ScreenSize(width: 80, height: 24)

  @Test func `what is proposed can be accepted with one key, and is stored at once`() throws {
    var session = try Desk.coding()
    let effects = session.press(.character("a"))
    guard case .keep(let decision, _)? = effects.first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(decision.themes == ["misunderstood"])
    #expect(session.frame(size).text.contains("[+] Not understood"))
  }

  @Test func `what readers disagree on is not accepted along with the rest`() throws {
    var session = try Desk.coding(needsPerson: true)
    #expect(session.press(.character("a")).isEmpty)
    #expect(session.frame(size).text.contains("1 to decide one by one"))
    guard case .keep(let decision, _)? = session.press(.character("1")).first else {
      Issue.record("it cannot be accepted by itself either")
      return
    }
    #expect(decision.themes == ["misunderstood"])
  }

  @Test func `Enter makes what stands the decision`() throws {
    var session = try Desk.coding()
    _ = session.press(.character("a"))
    let effects = session.press(.enter)
    guard case .decide(let decision)? = effects.first else {
      Issue.record("nothing is decided")
      return
    }
    #expect(decision.themes == ["misunderstood"])
  }

  @Test func `nothing is a decision too`() throws {
    var session = try Desk.coding("Имрӯз ҳаво хуб аст.")
    let effects = session.press(.enter)
    guard case .decide(let decision)? = effects.first else {
      Issue.record("nothing is decided")
      return
    }
    #expect(decision.themes.isEmpty)
  }

  @Test func `taking nothing of what is proposed is asked about first`() throws {
    var session = try Desk.coding()
    #expect(session.press(.enter).isEmpty)
    #expect(session.frame(size).text.contains("no theme is taken, 1 proposed"))
    guard case .decide(let decision)? = session.press(.enter).first else {
      Issue.record("the second time is no decision")
      return
    }
    #expect(decision.themes.isEmpty)
  }

  @Test func `another key between makes it ask again`() throws {
    var session = try Desk.coding()
    _ = session.press(.enter)
    _ = session.press(.down)
    #expect(session.press(.enter).isEmpty)
    _ = session.press(.character("x"))
    _ = session.press(.character("1"))
    #expect(!session.press(.enter).isEmpty, "what was rejected one by one is no mistake")
  }

  @Test func `themes that do not fit are reached, and have numbers there`() throws {
    var session = try Desk.coding()
    let ids = try Codebook(parsing: Desk.config("codebook.yaml"), file: "codebook.yaml").themes.map(
      \.id)
    for theme in ids.prefix(12) {
      _ = session.press(.character("t"))
      _ = session.type(theme.replacing("_", with: " "))
      _ = session.press(.enter)
    }
    _ = session.frame(size)
    while !session.frame(size).text.contains("1 [+] Not understood") { _ = session.press(.tab) }
    #expect(session.frame(size).text.contains("Tab: 4 more"))
    let wide = session.frame(ScreenSize(width: 120, height: 40)).text
    #expect(wide.contains("Tab: 3 more") && !wide.contains(#/[^ ]Tab: /#), "it covers no name")
    _ = session.frame(size)
    _ = session.press(.tab)
    let shown = session.frame(size).text
    #expect(!shown.contains("Not understood") && shown.contains("4 [+]") && !shown.contains("5 ["))
    guard case .keep(let decision, _)? = session.press(.character("1")).first else {
      Issue.record("the number does nothing")
      return
    }
    #expect(decision.themes.count == 11 && decision.themes.contains("misunderstood"))
  }

  @Test func `what is accepted out of sight is told`() throws {
    let codebook = try Codebook(parsing: Desk.config("codebook.yaml"), file: "codebook.yaml")
    let cues = codebook.themes.compactMap { $0.cues[.en]?.first?.replacing("*", with: "") }
    var session = try Desk.coding(cues.joined(separator: ". "), blurs: false)
    _ = session.frame(size)
    _ = session.press(.character("a"))
    #expect(session.frame(size).text.contains("not in sight: Tab"))
  }

  @Test func `a theme that was gathered from a testimony is shown, and not accepted along`() throws
  {
    let shelf = try Desk.shelf()
    let theme = CodingCase(
      title: "3fa9c210", answers: [], proposals: [ProposedTheme(gathered: "stigma")], decision: nil,
      isDecided: false)
    var session = CodingSession(theme, shelf, distress: try Desk.distress(), blurs: true)
    #expect(session.frame(size).text.contains("not sure, gathered under it"))
    #expect(session.press(.character("a")).isEmpty)
    #expect(!session.press(.character("1")).isEmpty)
  }

  @Test func `with nothing left to undo, the decision before is asked for`() throws {
    var session = try Desk.coding()
    _ = session.press(.character("a"))
    let steps = session.steps
    _ = session.press(.character("u"))
    #expect(session.press(.character("u")) == [.undoBefore])
    var again = try Desk.coding()
    again.goOn(from: steps)
    guard case .keep(let decision, _)? = again.press(.character("u")).first else {
      Issue.record("its steps cannot be undone on coming back")
      return
    }
    #expect(decision.themes.isEmpty)
  }

  @Test func `help keeps its words right of the keys`() throws {
    var session = try Desk.coding()
    _ = session.press(.character("?"))
    let lines = session.frame(ScreenSize(width: 60, height: 60)).text.split(separator: "\n")
    let broken = try #require(lines.firstIndex { $0.contains("begin to select") })
    #expect(lines[broken + 1].hasPrefix(String(repeating: " ", count: 16)))
  }

  @Test func `a selected passage is stored by its place in the original`() throws {
    var session = try Desk.coding()
    // The second sentence, whole: the first is shorter in the original than with its neutral word.
    _ = session.press(.down)
    _ = session.press(.character(" "))
    let effects = session.press(.character("1"))
    guard case .keep(let decision, _)? = effects.first, let passage = decision.passages.first else {
      Issue.record("no passage is stored")
      return
    }
    let scalars = Array(Desk.text.unicodeScalars)[passage.range]
    #expect(String(String.UnicodeScalarView(scalars)) == "Маро гӯш накарданд.")
    #expect(passage.theme == "misunderstood")
    #expect(passage.question == "change")
  }

  @Test func `a selection by words grows with the cursor`() throws {
    var session = try Desk.coding()
    for key in [Key.down, .right, .character("v"), .right, .right] { _ = session.press(key) }
    guard case .keep(let decision, _)? = session.press(.character("1")).first,
      let passage = decision.passages.first
    else {
      Issue.record("no passage is stored")
      return
    }
    let scalars = Array(Desk.text.unicodeScalars)[passage.range]
    #expect(String(String.UnicodeScalarView(scalars)) == "Маро гӯш накарданд")
  }

  @Test(arguments: ["shelter home", "безопасн", "bezopasn", "бехатар", "xavfsiz", "safe"])
  func `a theme is found by part of its name in any language and script`(part: String) throws {
    var session = try Desk.coding()
    _ = session.press(.character("t"))
    _ = session.type(part)
    let shown = session.frame(size).text
    if part == "shelter home" {
      #expect(shown.contains("no theme has this"))
    } else {
      #expect(shown.lowercased().contains("safe"))
    }
  }

  @Test func `picking a theme takes it`() throws {
    var session = try Desk.coding()
    _ = session.press(.character("t"))
    _ = session.type("ask safe home")
    let effects = session.press(.enter)
    guard case .keep(let decision, _)? = effects.first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(decision.themes == ["ask_safe_home"])
  }

  @Test func `letters typed into a name are no commands`() throws {
    var session = try Desk.coding()
    _ = session.press(.character("t"))
    #expect(session.type("qadn").isEmpty)
  }

  @Test func `every step can be undone, back to the beginning`() throws {
    var session = try Desk.coding()
    _ = session.type("a")
    _ = session.press(.character(" "))
    _ = session.press(.character("1"))
    _ = session.type("1")
    var last: ThemeDecision?
    for _ in 0..<3 {
      if case .keep(let decision, _)? = session.press(.character("u")).first { last = decision }
    }
    #expect(last?.themes.isEmpty == true)
    #expect(last?.passages.isEmpty == true)
    #expect(session.press(.character("u")) == [.undoBefore])
  }

  @Test func `a theme that is taken out loses its passages`() throws {
    var session = try Desk.coding()
    _ = session.press(.character(" "))
    _ = session.press(.character("1"))
    guard case .keep(let decision, _)? = session.press(.character("1")).first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(decision.themes.isEmpty && decision.passages.isEmpty)
  }

  @Test func `rejecting leaves a proposal out, also when all is accepted after it`() throws {
    var session = try Desk.coding()
    _ = session.type("x1")
    #expect(session.frame(size).text.contains("[-] Not understood"))
    #expect(session.type("a").isEmpty)
  }

  @Test func `a rejection is stored, and comes back with what was begun`() throws {
    var session = try Desk.coding()
    guard case .keep(let decision, let rejected)? = session.type("x1").first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(rejected == ["misunderstood"])
    var again = try Desk.coding(decision: decision, rejected: rejected)
    #expect(again.frame(size).text.contains("[-] Not understood"))
    #expect(again.type("a").isEmpty)
  }

  @Test func `a note belongs to the passage at the cursor`() throws {
    var session = try Desk.coding()
    _ = session.press(.character(" "))
    _ = session.press(.character("1"))
    _ = session.type("m")
    _ = session.type("пурсидан лозим")
    guard case .keep(let decision, _)? = session.press(.enter).first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(decision.passages.first?.memo == "пурсидан лозим")
    #expect(decision.memo == nil)
  }

  @Test func `a note elsewhere belongs to the testimony`() throws {
    var session = try Desk.coding()
    _ = session.type("mask")
    guard case .keep(let decision, _)? = session.press(.enter).first else {
      Issue.record("nothing is stored")
      return
    }
    #expect(decision.memo == "ask")
  }

  @Test func `what was decided comes back, and what was left out is rejected`() throws {
    var session = try Desk.coding(
      decision: ThemeDecision(
        themes: [], codebookHash: "", passages: []), isDecided: true)
    let shown = session.frame(size).text
    #expect(shown.contains("[-] Not understood"))
    #expect(shown.contains("decided"))
  }

  @Test func `distressing words bring a warning, and are blurred until asked for`() throws {
    var session = try Desk.coding("Они меня били каждый день. Потом я ушла.")
    #expect(session.isDistressing)
    #expect(session.frame(size).text.contains("beating"))
    #expect(!session.frame(size).text.contains("били"))
    _ = session.press(.enter)
    let blurred = session.frame(size).text
    #expect(blurred.contains("░░") && !blurred.contains("били"))
    #expect(blurred.contains("Потом я ушла"))
    _ = session.press(.character("b"))
    #expect(session.frame(size).text.contains("били"))
  }

  @Test func `blurring can be turned off for the session`() throws {
    var session = try Desk.coding("Они меня били каждый день.")
    _ = session.press(.enter)
    #expect(session.press(.character("B")) == [.stopBlurring])
    #expect(session.frame(size).text.contains("били"))
  }

  @Test func `words behind a proposal are not shown while their sentence is blurred`() throws {
    var session = try Desk.coding("Меня били и не поняли.")
    _ = session.press(.enter)
    let shown = session.frame(size).text
    #expect(shown.contains("“░░░”") && !shown.contains("не поняли"))
  }

  @Test func `a Cyrillic layout works for every command`() throws {
    var session = try Desk.coding()
    guard case .keep(let decision, _)? = session.press(.character("ф")).first else {
      Issue.record("the key a means nothing")
      return
    }
    #expect(decision.themes == ["misunderstood"])
    #expect(session.press(.character("й")) == [.leave])
  }

  @Test func `searching goes from one hit to the next`() throws {
    var session = try Desk.coding("Як калима. Ду калима. Се калима.")
    _ = session.type("/калима")
    _ = session.press(.enter)
    _ = session.type("/ду")
    _ = session.press(.enter)
    #expect(session.frame(size).text.contains("› "))
    _ = session.type("/нест")
    _ = session.press(.enter)
    #expect(session.frame(size).text.contains("not found"))
  }

  @Test(arguments: [(80, 24), (60, 20), (40, 10), (120, 30), (200, 60)])
  func `every line fits into any window`(width: Int, height: Int) throws {
    var session = try Desk.coding(
      String(repeating: "Маро гӯш накарданд, вақте ки ман гуфтам. ", count: 40))
    let size = ScreenSize(width: width, height: height)
    for keys in ["", "jjjjj", "t", "safe"] {
      _ = session.type(keys)
      let frame = session.frame(size)
      #expect(frame.lines.count == height)
      for line in 0..<height { #expect(StyledText(frame.text(ofLine: line)).width <= width) }
    }
  }

  @Test func `a window that is too small says so`() throws {
    var session = try Desk.coding()
    #expect(session.frame(ScreenSize(width: 30, height: 8)).text.contains("larger"))
  }

  @Test(arguments: 0..<60)
  func `whatever is pressed, what is stored can be shown again`(seed: Int) throws {
    var session = try Desk.coding("Меня били. Не поняли меня, не слушали. Мадина помогла мне.")
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let keys: [Key] = [
      .down, .up, .left, .right, .enter, .escape, .character("a"), .character("1"),
      .character("2"), .character("x"), .character("u"), .character("v"), .character("t"),
      .character("m"), .character("b"), .delete, .character("/"), .character("?"), .tab,
      .pasted("safe"), .character("s"), .backspace,
    ]
    for _ in 0..<80 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      for effect in session.press(keys[Int(state % UInt64(keys.count))]) {
        guard case .keep(let decision, _) = effect else { continue }
        let count = 58
        #expect(decision.passages.allSatisfy { $0.range.upperBound <= count && !$0.range.isEmpty })
        #expect(decision.passages.allSatisfy { decision.themes.contains($0.theme) })
      }
      #expect(session.frame(size).lines.count == 24)
    }
  }
}
