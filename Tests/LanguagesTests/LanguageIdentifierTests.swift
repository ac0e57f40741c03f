// SPDX-License-Identifier: Apache-2.0

import Foundation
import Languages
import Testing

struct LanguageIdentifierTests {
  private let identifier: LanguageIdentifier

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/languages/letters.weights")
    identifier = try LanguageIdentifier(weights: Array(Data(contentsOf: file)))
  }

  @Test(arguments: [
    ("ба ман дар идораи полис ҳеҷ кас гӯш накард", LanguageVariant.tajik),
    ("ба ман дар идораи полис хеч кас гуш накард", .tajikOnRussianKeys),
    ("ba man dar idorai polis hej kas gush nakard", .tajikInLatin),
    ("menga idorada hech kim quloq solmadi, qo'rqib ketdim", .uzbek),
    ("menga idorada hech kim quloq solmadi, qorqib ketdim", .uzbek),
    ("менга идорада ҳеч ким қулоқ солмади, қўрқиб кетдим", .uzbekInCyrillic),
    ("меня никто не слушал и отправили обратно домой", .russian),
    ("menya nikto ne slushal i otpravili obratno domoy", .russianInLatin),
    ("nobody listened to me and they sent me home again", .english),
  ])
  func `a language is told in its own letters and in others`(
    text: String, variant: LanguageVariant
  ) {
    #expect(identifier.identify(text).variant == variant)
  }

  @Test(arguments: ["", "  …  ", "12 34 +992", "👍👍", "[person 1] [place]"])
  func `without letters nothing is claimed`(text: String) {
    #expect(identifier.identify(text) == .unsure)
  }

  @Test(arguments: ["a", "да", "ok"])
  func `the language that is named is at least as probable as promised`(text: String) {
    guard case .known(_, let probability) = identifier.identify(text) else { return }
    #expect(probability >= LanguageIdentifier.surest)
  }

  @Test(arguments: [
    ("من به کسی نگفتم چه گذشت", OtherLanguage.persian),
    ("мен эч кимге айткан жокмун өзүм", .kyrgyz),
    ("kimse beni dinlemedi, çok ağladım, ışık yoktu, gitmiş", .turkish),
    ("мене ніхто не слухав, їй теж", .ukrainian), ("ешкім мені тыңдаған жоқ, әрине", .kazakh),
    ("我没有告诉任何人", .unnamed),
  ])
  func `a language that the form has not is told by its letters`(
    text: String, other: OtherLanguage
  ) {
    #expect(identifier.identify(text) == .other(other))
  }

  @Test func `a text that changes between languages is told sentence by sentence`() {
    let text = "меня никто не слушал и отправили домой. ман ба хона рафтам ва гиря кардам"
    let sentences = identifier.sentences(of: text)
    #expect(sentences.map(\.guess.language) == ["ru", "tg"])
    #expect(sentences.map(\.range) == [0..<39, 40..<73])
  }

  @Test func `what redaction put in place of words does not count`() {
    let text = "[person 1] [person 2] [phone] меня никто не слушал [place]"
    #expect(identifier.identify(text).language == "ru")
  }

  @Test func `weights that were cut are refused`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/languages/letters.weights")
    let bytes = Array(try Data(contentsOf: file))
    for cut in [0, 1, 100, bytes.count - 1] {
      #expect(throws: LanguagesError.unreadableWeights) {
        try LanguageIdentifier(weights: Array(bytes.prefix(cut)))
      }
    }
    #expect(throws: LanguagesError.unreadableWeights) {
      try LanguageIdentifier(weights: bytes + [0])
    }
  }
}
