// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Reading
import Redaction
import ThematicCoding
import ThemeDiscovery

/// What an analyst does with proposals, one line at a time.
struct DiscoverySession {
  private static let most = 8

  private var desk: DiscoveryDesk
  /// By number from 1; nil where a proposal is gone.
  private var themes: [DiscoveredTheme?]
  private var codebook: String
  private(set) var adopted = 0
  /// Has the codebook with everything that was adopted so far; nil where nothing may be.
  private var out: GrowingFile?
  /// Empty: each showing counts for itself what it leaves out.
  private let blur: ListingBlur
  /// What was shown last, for whoever asks what was left out of it.
  private var last: (numbers: [Int], sentences: Int) = ([], 0)

  init(
    desk: DiscoveryDesk, themes: [DiscoveredTheme], codebook: String, out: GrowingFile?,
    blur: ListingBlur
  ) {
    (self.desk, self.themes, self.codebook, self.out) = (desk, themes, codebook, out)
    self.blur = blur
  }

  mutating func showAll() { show(Array(themes.indices), sentences: 3) }

  /// Does what a line says; false to stop.
  mutating func take(_ line: String) throws -> Bool {
    let words = line.split(separator: " ").map(String.init)
    let numbers = words.dropFirst().compactMap(number)
    switch (words.first, numbers.count) {
    case (nil, _): showAll()
    case ("q", _): return false
    case ("show", 0): showLast(ListingBlur(nil))
    case ("merge", 2) where numbers[0] != numbers[1]: merge(numbers[0], numbers[1])
    case ("split", 1): split(numbers[0])
    case ("adopt", 1): try adopt(numbers[0], words)
    case ("dismiss", 1): try dismiss(numbers[0])
    case (let word?, 0) where number(word) != nil: show([number(word) ?? 0], sentences: Self.most)
    default:
      Terminal.say("NUMBER, merge A B, split A, adopt A ID GROUP, dismiss A, show, or q")
    }
    return true
  }

  private func number(_ word: String) -> Int? {
    guard let number = Int(word), themes.indices.contains(number - 1), themes[number - 1] != nil
    else { return nil }
    return number - 1
  }

  private mutating func show(_ numbers: [Int], sentences: Int) {
    last = (numbers, sentences)
    showLast(blur)
  }

  private func showLast(_ blur: ListingBlur) {
    var blur = blur
    for number in last.numbers { show(number, sentences: last.sentences, &blur) }
    blur.tell("show")
  }

  private func show(_ index: Int, sentences: Int, _ blur: inout ListingBlur) {
    guard let theme = themes[index] else { return }
    let testimonies = desk.testimonies(of: theme).count
    print(
      "\n" + Terminal.bold("\(index + 1)  \(theme.members.count) answers")
        + " of \(testimonies) testimonies\(stability(theme))")
    let words = theme.words.map { blur.shown($0) }.joined(separator: ", ")
    let shared = words.isEmpty ? "(none that three people share)" : words
    Terminal.printWrapped(VisibleText.of(shared), indent: 3)
    let passages = desk.finder.passages(of: theme, most: sentences)
    for passage in passages {
      let scalars = Array(desk.texts[passage.text].text.unicodeScalars)[passage.range]
      let sentence = String(String.UnicodeScalarView(scalars))
      let id = Hex.text(desk.records[passage.text]).prefix(8)
      let isLeftOut = blur.leavesOut(sentence)
      let line = VisibleText.of(sentence).replacing("\n", with: " ")
      Terminal.printWrapped("\(id) " + (isLeftOut ? PlainPage.leftOut : "“\(line)”"), indent: 3)
    }
  }

  /// Nothing for a merged group: it was not sought, so nothing is known of how surely it comes again.
  private func stability(_ theme: DiscoveredTheme) -> String {
    guard let stability = theme.stability else { return ", merged" }
    let hundredths = Int((stability * 100).rounded())
    return ", stability \(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
  }

  private mutating func merge(_ one: Int, _ other: Int) {
    guard let first = themes[one], let second = themes[other] else { return }
    themes[one] = desk.finder.joined(first, second)
    themes[other] = nil
    show([one], sentences: 3)
  }

  private mutating func split(_ index: Int) {
    guard let theme = themes[index], let parts = desk.finder.parted(theme) else {
      return Terminal.say("too few answers to part")
    }
    guard parts.count == 2 else {
      return Terminal.say("it stays whole: no two parts of it come again beyond chance")
    }
    themes[index] = parts[0]
    themes.append(parts[1])
    show([index, themes.count - 1], sentences: 3)
  }

  private mutating func adopt(_ index: Int, _ words: [String]) throws {
    guard out != nil else { return Terminal.say("start again with --codebook-out FILE to adopt") }
    guard let theme = themes[index], words.count == 4, let group = ThemeGroup(rawValue: words[3])
    else { return Terminal.say("adopt A ID GROUP, with GROUP harmed, helped or asked") }
    guard let draft = desk.draft(theme, id: words[2], group: group) else {
      return Terminal.say("no word of it can be a cue")
    }
    let text = draft.added(to: codebook)
    do { _ = try Codebook(parsing: text, file: "codebook") } catch {
      return Terminal.say("not adopted: an id is small letters and _, and stands only once")
    }
    // At once: whoever stops half-way keeps it, as what was dismissed stays so.
    try out?.write(Array(text.utf8))
    try desk.gather(theme, under: words[2])
    codebook = text
    adopted += 1
    tellCoverage(theme, id: words[2])
    themes[index] = nil
  }

  /// Says for how many of its answers the new cues would propose the theme.
  private func tellCoverage(_ theme: DiscoveredTheme, id: String) {
    guard let codebook = try? Codebook(parsing: codebook, file: "codebook") else { return }
    let suggester = ThemeSuggester(codebook: codebook)
    let proposed = theme.members.count { member in
      let answer = RedactedAnswer(question: "", text: desk.texts[member])
      return suggester.proposals(for: [answer], choices: []).contains { $0.theme == id }
    }
    Terminal.say(
      "adopted; its cues propose it for \(proposed) of the \(theme.members.count) answers")
    Terminal.say("`ovoz code` shows it, as not sure, for every testimony that was gathered here")
  }

  private mutating func dismiss(_ index: Int) throws {
    guard let theme = themes[index] else { return }
    try desk.dismiss(theme)
    themes[index] = nil
    Terminal.say("dismissed")
  }
}
