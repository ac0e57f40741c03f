// SPDX-License-Identifier: Apache-2.0

/// What the help pages say, one paragraph a line.
enum HelpText {
  static let reading = [
    "↑ ↓ or k j      a sentence up or down", "← → or h l      a word back or on",
    "PgUp PgDn       a screen up or down; space goes down",
    "b               show what is blurred here; again: all of it",
    "/               search", "q               leave", "",
    "Commands work by the place of the key, so a Cyrillic layout may stay on.",
  ]

  static let coding = [
    "READ", "↑ ↓ or k j     a sentence up or down;  ← → or h l  a word",
    "b              show what is blurred here;  B  no blur in this session",
    "PgUp PgDn      a screen up or down;  /  search in this text", "",
    "THEMES", "a              accept what is proposed here, but for what is not sure",
    "1 to 9         take that theme, or take it out again",
    "x 1 to 9       reject that theme;  x x  reject all that is not accepted",
    "t              take any theme: type part of its name, in any language",
    "i 1 to 9       what the theme means, with examples",
    "Tab            the next themes, where there are more than fit", "",
    "PASSAGES",
    "space or v     begin to select; move; then 1 to 9, t or /  gives the passage a theme",
    "Del            take the passage at the cursor out",
    "m              a note on the passage, or on the testimony", "",
    "GO ON", "Enter or d     done: what stands is the decision; the next one comes",
    "n p            next, previous, nothing decided yet;  s  leave it for another day",
    "u              undo, as far back as you like: also the decision before this one",
    "q              leave. Every step is stored as you make it.", "",
    "Beside the text: › your place, and the numbers of themes. Bold: the sentence you are at. "
      + "Underlined: words that made the tool propose, and passages that have a theme.",
    "Commands work by the place of the key, so a Cyrillic layout may stay on.",
  ]

  static let redacting = [
    "↑ ↓            the mark before or after", "y or Enter     right: these words are taken out",
    "n              wrong: these words stay in the text",
    "e              change where the mark begins and ends, with the arrows",
    "c              change the kind of the mark",
    "+              hide more: select words, then choose a kind; hidden everywhere in it",
    "/              search; what is found can be hidden with Enter",
    "u              undo, as far back as you like: also in the testimony before this one",
    "v              see the text as it will be read",
    "a              doubtful marks only, all of them, or also what is only worth a glance",
    "b              show what is blurred;  B  no blur in this session",
    "N P            next, previous testimony",
    "q              leave. Every step is stored as you make it.", "",
    "Beside the text: › the mark you are at, ? not looked at yet, - stays in the text, + added by you, · worth a glance.",
    "Until you say otherwise, doubtful words are taken out.",
    "Commands work by the place of the key, so a Cyrillic layout may stay on.",
  ]
}
