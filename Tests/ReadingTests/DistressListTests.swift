// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Reading
import Testing

struct DistressListTests {
  @Test(arguments: [
    ("Онҳо маро лату кӯб карданд", "beating"), ("меня избивали", "beating"),
    ("menya izbivali", "beating"), ("meni kaltakladi", "beating"), ("they beat me", "beating"),
    ("ӯро куштанд", "death"), ("изнасиловали", "sexual"), ("zo'rlashdi", "sexual"),
    ("не хочу жить", "suicide"), ("I wanted to die", "suicide"),
  ])
  func `distressing words are known in every language and script`(
    sentence: String, subject: String
  ) throws {
    #expect(try Desk.distress().subjects(in: sentence).map(\.id).contains(subject))
  }

  @Test(arguments: [
    "Ман ба милиса рафтам", "Мне помогла одна женщина", "Menga yordam berishdi",
    "They gave me a room and food", "Мы были дома, я была рада, он был добр",
    "я убирала дом и пыталась уйти",
    "со мной связалась женщина", "дали кров и еду", "он повесил трубку", "U pul oldi va ketdi",
    "olim boʻlib qaytdi", "bogʻda ishladim", "мекӯшам, ки кор ёбам",
  ])
  func `ordinary sentences are not blurred`(sentence: String) throws {
    #expect(try Desk.distress().subjects(in: sentence).isEmpty)
  }

  @Test func `a mistake in the file is named with its line`() {
    let yaml = """
      pause_minutes: 25
      pause_after: 10
      lock_minutes: 10
      subjects:
        - id: one
          name: one
          words: {en: ["ab*"]}
      """
    #expect(throws: ConfigMistake.self) { try DistressList(parsing: yaml, file: "distress.yaml") }
  }

  @Test func `a pause is suggested after a time, and after hard texts, and then not at once again`()
  {
    var pacing = Pacing(
      DistressList.Limits(pauseMinutes: 25, pauseAfter: 2, lockMinutes: 0), now: .seconds(0))
    #expect(pacing.reminder(now: .seconds(60)) == nil)
    pacing.metDistress()
    pacing.metDistress()
    #expect(pacing.reminder(now: .seconds(90))?.contains("2 hard") == true)
    #expect(pacing.reminder(now: .seconds(91)) == nil)
    #expect(pacing.reminder(now: .seconds(90 + 25 * 60))?.contains("25 minutes") == true)
  }

  @Test func `nobody is reminded who turned it off`() {
    var pacing = Pacing(
      DistressList.Limits(pauseMinutes: 0, pauseAfter: 0, lockMinutes: 0), now: .seconds(0))
    for _ in 0..<50 { pacing.metDistress() }
    #expect(pacing.reminder(now: .seconds(100_000)) == nil)
  }
}
