// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Reading
import ThematicCoding

/// Says line by line which themes there are, what they mean, and which are proposed and why.
struct ThemeSpeaker {
  let codebook: Codebook
  let shelf: ThemeShelf
  let distress: DistressList
  let blurs: Bool

  init(
    _ codebook: Codebook, _ distress: DistressList, _ options: ScreenOptions, in language: Language
  ) {
    (self.codebook, self.distress) = (codebook, distress)
    shelf = ThemeShelf(codebook, language: language)
    blurs = !options.noBlur
  }

  /// All themes of the codebook.
  func tellAll() {
    for theme in codebook.themes { Terminal.say("  \(theme.id): \(theme.definition)") }
  }

  /// The themes with these words in a name.
  func tellFound(_ words: String) {
    for line in shelf.found(words) { Terminal.say("  \(line)") }
  }

  func explain(_ id: String) {
    guard let theme = codebook[id] else { return Terminal.say("no such theme; ? lists them") }
    Terminal.say("  \(theme.definition)")
    for example in theme.include { Terminal.say("  belongs: \(example)") }
    for example in theme.exclude { Terminal.say("  does not: \(example)") }
  }

  func tell(_ proposals: [ProposedTheme]) {
    if proposals.isEmpty { Terminal.say("nothing is proposed: nothing points at a theme") }
    for proposal in proposals {
      let doubt =
        proposal.isUnsure ? "not sure: " : proposal.needsPerson ? "readers disagree: " : ""
      let reasons = reasons(of: proposal).joined(separator: ", ")
      Terminal.say("  \(doubt)\(proposal.theme): \(shelf.shownName(proposal.theme)) (\(reasons))")
    }
  }

  /// How sure the tool is, and what made it propose; nothing twice.
  private func reasons(of proposal: ProposedTheme) -> [String] {
    let sureness = proposal.probabilityShown
    if proposal.isGathered { return [sureness, "gathered under it"].compactMap(\.self) }
    var reasons: [String] = []
    for reason in proposal.reasons.map(spoken) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return (sureness.map { [$0] } ?? []) + reasons.prefix(3)
  }

  private func spoken(_ reason: ProposedTheme.Reason) -> String {
    if reason.isMeaning { return reason.words }
    guard let place = reason.place else { return "ticked “\(reason.words)”" }
    let isHidden = blurs && !distress.subjects(in: reason.words).isEmpty
    return Terminal.mayQuote && !isHidden
      ? "“\(VisibleText.of(reason.words))”" : "words in \(place.question)"
  }
}
