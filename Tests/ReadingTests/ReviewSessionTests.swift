// SPDX-License-Identifier: Apache-2.0

import Reading
import Redaction
import TerminalScreen
import Testing

struct ReviewSessionTests {
  private static let text =
    "Мадина ушла. Там работал Гулсифат. Гулсифатро заданд. Тел. 90 000 00 11."
  private let size = ScreenSize(width: 80, height: 24)

  private func session(
    _ text: String = Self.text, _ decisions: [String: RedactionDecisions] = [:],
    _ review: RedactionReview? = nil, blurs: Bool = false, seeksGlances: Bool = false
  ) throws -> ReviewSession {
    ReviewSession(
      title: "3fa9c210",
      answers: [ShownAnswer(question: "change", heading: "What would you tell?", text: text)],
      redactor: try Desk.redactor(), decisions: decisions, review: review, lists: "l1",
      distress: try Desk.distress(), blurs: blurs, seeksGlances: seeksGlances)
  }

  private func stored(
    _ effects: [ReviewSession.Effect]
  ) -> (decisions: RedactionDecisions, review: RedactionReview)? {
    for case .keep(let decisions, let review) in effects {
      return (decisions["change"] ?? .init(), review)
    }
    return nil
  }

  private func words(_ range: Range<Int>, of text: String = Self.text) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
  }

  @Test func `words that stay are stored as offsets`() throws {
    var session = try session()
    _ = session.press(.character("a"))
    let kept = stored(session.press(.character("n")))
    #expect(kept?.decisions.kept.map { words($0.range) } == ["Мадина"])
    #expect(kept?.decisions.added.isEmpty == true)
  }

  @Test func `a mark that is right changes nothing but that it was looked at`() throws {
    var session = try session()
    _ = session.press(.character("a"))
    let kept = stored(session.press(.character("y")))
    #expect(kept?.decisions == RedactionDecisions())
    #expect(kept?.review.seen["change"]?.map { words($0.range) } == ["Мадина"])
  }

  @Test func `what is only worth a glance is walked when asked for`() throws {
    var session = try session("Мы ждали там 47 дней.")
    #expect(session.unseen == 0)
    _ = session.press(.character("a"))
    #expect(session.frame(size).text.contains("worth a glance"))
    #expect(session.unseen == 0, "nothing waits because of a glance")
    let kept = stored(session.press(.character("y")))
    #expect(kept?.decisions.added.map { words($0.range, of: "Мы ждали там 47 дней.") } == ["47"])
  }

  @Test func `digits that are only pointed at are hidden as a number`() throws {
    var session = try session("Мы ждали там 47 дней.")
    _ = session.press(.character("a"))
    let kept = stored(session.press(.character("y")))
    #expect(kept?.decisions.added.map(\.kind) == [.number])
  }

  @Test func `a testimony without doubt waits for somebody to glance at it`() throws {
    let text = "Мы ждали там 47 дней."
    var session = try session(text, seeksGlances: true)
    #expect(session.waiting > 0)
    #expect(session.frame(size).text.contains("worth a glance, to look at"))
    var review: RedactionReview?
    for _ in 0..<20 where session.waiting > 0 {
      #expect(review?.isDone != true)
      review = stored(session.press(.character("n")))?.review
    }
    #expect(review?.standing(under: "l1") == .reviewed)
    #expect(try self.session(text, [:], review, seeksGlances: true).waiting == 0)
  }

  @Test func `whoever looked at all that is doubtful is told what she did not glance at`() throws {
    var session = try session("Мадина ушла. Там потеряли веру. Мы ждали там 47 дней.")
    try #require(session.unseen > 0)
    for _ in 0..<9 where session.unseen > 0 { _ = session.press(.character("n")) }
    #expect(session.frame(size).text.contains("worth a glance: a a.  N next"))
    let narrow = session.frame(ScreenSize(width: 40, height: 10)).text
    #expect(narrow.contains("all looked at: but ") && narrow.contains(" worth a glance: a"))
    _ = session.type("aa")
    for _ in 0..<9 { _ = session.press(.character("n")) }
    let told = session.frame(size).text
    #expect(told.contains("all looked at:") && !told.contains("but"))
  }

  @Test func `in forty columns help and the way out are named`() throws {
    var session = try session()
    let shown = session.frame(ScreenSize(width: 40, height: 10)).text
    for key in ["? help", "q leave", "u undo", "y out"] { #expect(shown.contains(key)) }
  }

  @Test func `hidden words are hidden everywhere, with their endings`() throws {
    let text = "Дар завод Бунафшазор кор кардам. Бунафшазорро бастанд. бунафшазор"
    var session = try session(text)
    _ = session.press(.character("+"))
    for _ in 0..<12 { _ = session.press(.left) }
    for _ in 0..<2 { _ = session.press(.right) }
    _ = session.press(.enter)
    let kind = session.frame(size).text.contains("place")
    #expect(kind)
    let letter = try #require(
      RedactionKind.allCases.firstIndex(of: .place).map {
        Character(Unicode.Scalar(UInt8(97 + $0)))
      })
    let kept = stored(session.press(.character(letter)))
    #expect(
      kept?.decisions.added.map { words($0.range, of: text) }
        == ["Бунафшазор", "Бунафшазорро", "бунафшазор"])
    #expect(session.frame(size).text.contains("hidden in 3 places"))
  }

  @Test func `the extent of a mark can be changed`() throws {
    var session = try session("Мадина ушла")
    for key in [Key.character("e"), .right, .right, .right, .right, .right, .enter] {
      _ = session.press(key)
    }
    var other = try self.session("Мадина ушла")
    _ = other.press(.character("e"))
    for _ in 0..<5 { _ = other.press(.right) }
    let kept = stored(other.press(.enter))
    #expect(kept?.decisions.added.map { words($0.range, of: "Мадина ушла") } == ["Мадина ушла"])
    #expect(kept?.decisions.kept.map { words($0.range, of: "Мадина ушла") } == ["Мадина"])
  }

  @Test func `undo goes back to the beginning`() throws {
    var session = try session()
    _ = session.press(.character("a"))
    _ = session.press(.character("n"))
    _ = session.press(.character("n"))
    _ = session.press(.character("u"))
    let kept = stored(session.press(.character("u")))
    #expect(kept?.decisions == RedactionDecisions())
    #expect(kept?.review.seen["change"]?.isEmpty ?? true)
    #expect(session.press(.character("u")) == [.undoBefore], "further back is another testimony")
  }

  @Test func `steps can be undone on coming back to a testimony`() throws {
    var first = try session()
    _ = first.press(.character("a"))
    let kept = try #require(stored(first.press(.character("n"))))
    var second = try session(Self.text, ["change": kept.decisions], kept.review)
    second.goOn(from: first.steps)
    #expect(stored(second.press(.character("u")))?.decisions == RedactionDecisions())
  }

  @Test func `a repeated name that she keeps stays in the list`() throws {
    let text = "Там зельмодур. Утром была зельмодуру плата."
    let hidden = RedactionSpan(4..<13, .person)
    let kept = RedactionSpan(26..<36, .person)
    let decisions = RedactionDecisions(kept: [kept], added: [hidden])
    #expect(words(kept.range, of: text) == "зельмодуру")
    #expect(try session(text, ["change": decisions]).tally == (removed: 0, kept: 1, added: 1))
  }

  @Test func `words that were missed are found and hidden`() throws {
    var session = try session("Там работал Гулсифат. Потом пришла зима, и зима была долгой.")
    _ = session.press(.character("/"))
    _ = session.type("зима")
    #expect(session.frame(size).text.contains("search: зима"))
    _ = session.press(.enter)
    _ = session.press(.enter)
    _ = session.press(.character("j"))
    #expect(session.frame(size).text.contains("hidden in 2 places"))
  }

  @Test func `a search without a find says so and changes nothing`() throws {
    var session = try session()
    _ = session.press(.character("/"))
    _ = session.type("qqq")
    #expect(session.press(.enter).isEmpty)
    #expect(session.frame(size).text.contains("not found"))
  }

  @Test func `no blur is asked for with the same key as in coding`() throws {
    var session = try session("Меня били каждый день. Мадина ушла.", blurs: true)
    _ = session.press(.enter)
    #expect(session.frame(size).text.contains("░░░"))
    #expect(session.press(.character("B")) == [.stopBlurring])
    #expect(!session.frame(size).text.contains("░"))
  }

  @Test func `whoever walks more or fewer marks is told which`() throws {
    var session = try session()
    _ = session.press(.character("a"))
    #expect(session.frame(size).text.contains("now: all marks"))
  }

  @Test func `a review is done when every doubtful mark was looked at, and not before`() throws {
    var session = try session()
    var isDone = session.unseen == 0
    for _ in 0..<20 where !isDone {
      let before = session.unseen
      let kept = try #require(stored(session.press(.character("y"))))
      #expect(session.unseen < before)
      #expect(kept.review.isDone == (session.unseen == 0))
      isDone = kept.review.isDone
    }
    #expect(isDone)
  }

  @Test func `what was looked at stays so on another day`() throws {
    var first = try session()
    var review: RedactionReview?
    for _ in 0..<20 where first.unseen > 0 { review = stored(first.press(.character("y")))?.review }
    #expect(try session(Self.text, [:], review).unseen == 0)
  }

  @Test func `the words are shown with what would stand in their place`() throws {
    var session = try session("Мадина ушла")
    #expect(session.frame(size).text.contains("“Мадина”  →  [person 1]"))
  }

  @Test func `the text as it will be read holds no marked word`() throws {
    var session = try session()
    _ = session.press(.character("v"))
    let shown = session.frame(size).text
    #expect(shown.contains("[person 1]") && !shown.contains("Мадина"))
  }

  @Test func `blurred words are not given away below the text`() throws {
    var session = try session("Мадину избили.", blurs: true)
    _ = session.press(.enter)
    #expect(!session.frame(size).text.contains("Мадину"))
    _ = session.press(.character("b"))
    #expect(session.frame(size).text.contains("Мадину"))
  }

  @Test(arguments: 0..<60)
  func `whatever is pressed, the decisions fit the text and the screen is drawn`(seed: Int) throws {
    var session = try session()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let keys: [Key] = [
      .down, .up, .left, .right, .enter, .escape, .tab, .character("y"), .character("n"),
      .character("e"), .character("c"), .character("+"), .character("a"), .character("b"),
      .character("u"), .character("v"), .character("?"), .character(" "),
    ]
    for _ in 0..<60 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let effects = session.press(keys[Int(state % UInt64(keys.count))])
      if let kept = stored(effects) {
        let count = Self.text.unicodeScalars.count
        #expect(
          (kept.decisions.kept + kept.decisions.added).allSatisfy {
            !$0.range.isEmpty && $0.range.upperBound <= count
          })
      }
      #expect(session.frame(size).lines.count == 24)
    }
  }
}
