// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

@testable import ThematicCoding

@Suite struct `The invented voices` {
  @Test func `there are fifteen in each language, and some may only be read`() throws {
    let voices = try Samples.voices()
    let languages = Dictionary(grouping: voices, by: \.language).mapValues(\.count)
    #expect(languages == ["tg": 15, "ru": 15, "uz": 15, "en": 15])
    #expect(voices.filter { $0.permission == "readOnly" }.count == 6)
    #expect(voices.allSatisfy { Permission(rawValue: $0.permission) != nil })
  }

  @Test func `every shown word stands exactly where the evidence says`() throws {
    let suggester = ThemeSuggester(codebook: try Samples.codebook())
    let redactor = try Samples.redactor()
    var shown = 0
    for voice in try Samples.voices() {
      let answers = voice.redacted(by: redactor)
      for proposal in suggester.proposals(for: answers, choices: voice.choices) {
        #expect(!proposal.evidence.isEmpty)
        for case .cue(let words, let question, let range) in proposal.evidence {
          let answer = try #require(answers.first { $0.question == question })
          let scalars = Array(answer.text.text.unicodeScalars)
          #expect(words.unicodeScalars.elementsEqual(scalars[range]))
          shown += 1
        }
      }
    }
    #expect(shown > 100)
  }

  /// What the words alone have to propose, without the choices.
  @Test(arguments: [
    ("Ман ба милиса рафтам", ["misunderstood", "ask_train_officials"]),
    ("Дар фурудгоҳ маро дастгир", ["punished", "ask_no_punishment"]),
    ("Ҳамсояҳо гап мезананд", ["stigma", "ask_end_stigma"]),
    ("Man ba politsiya raftam", ["misunderstood", "ask_safe_interview"]),
    ("Равоншинос маро гӯш кард", ["helped_listening"]),
    ("Меня никто не понял", ["misunderstood", "ask_train_officials"]),
    ("Очная ставка", ["traumatic_interviews", "ask_lawyer"]),
    ("оштрафовали и депортировали", ["punished"]),
    ("Следователь", ["traumatic_interviews", "revictimised"]),
    ("Ya prosila pomoshch", ["traumatic_interviews", "too_little_support"]),
    ("Мени сўроқ қилишди", ["traumatic_interviews", "too_little_support"]),
    ("meni ushlab qamashdi", ["punished", "ask_no_punishment"]),
    ("Hujjatsiz ishga olishmaydi", ["ask_papers"]),
    ("Ruhshunos meni eshitdi", ["helped_health", "helped_listening", "helped_kind_person"]),
    ("I asked for help three times", ["misunderstood", "ask_train_officials"]),
    ("Inspector", ["revictimised"]),
    ("The shelter was good but", ["too_little_support", "helped_safe_place"]),
  ])
  func `a clear issue is proposed`(_ beginning: String, _ themes: [String]) throws {
    let voice = try #require(
      try Samples.voices().first { $0.answers["change"]?.text?.hasPrefix(beginning) == true })
    let proposals = ThemeSuggester(codebook: try Samples.codebook())
      .proposals(for: voice.redacted(by: try Samples.redactor()), choices: [])
    #expect(Set(themes).isSubset(of: proposals.map(\.theme)))
    // A tool that proposes everything would pass the line above and help nobody.
    #expect(proposals.count <= 6)
  }
}
