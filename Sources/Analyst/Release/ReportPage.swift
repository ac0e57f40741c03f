// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// One release laid out in one language; pages, documents and slides are all made of it.
///
/// The names here are those in Page/report.mustache.
struct ReportPage {
  let lang: String
  let style: String
  let styleHash: String
  let title: String
  /// Every fixed text of the page by its key in Config/report.yaml.
  let text: [String: String]
  let contentNote: String
  let answered: String
  let when: String
  let formLanguages: String
  let legend: [Bar]
  let hasFigures: Bool
  let harmed: [Item]
  let quotes: Quotes
  let helped: [Item]
  let helpedHidden: Hidden
  let asked: [ActorPart]
  let askedHidden: Hidden
  let subjects: [Subjects]
  let said: Promises
  /// Who answered, one line a fact.
  let who: [String]
  // Stored, since the template sees stored properties only.
  let hasWho: Bool
  let method: [String]
  let integrity: [Mark]

  /// A theme with its band.
  struct Item {
    let id: String
    let name: String
    let meaning: String
    let display: String
    let bar: Bar
  }

  /// A bar and its words.
  struct Bar {
    let label: String
    let sure: [Int]
    let possible: [Int]
    let empty: [Int]

    init(_ bar: BandBar, words: Wording) {
      label = words.display(bar.meaning(under: words.policy))
      (sure, possible, empty) = (bar.shape.sure, bar.shape.possible, bar.shape.empty)
    }
  }

  /// The requests that one kind of participant can act on.
  struct ActorPart {
    let actor: String
    let requests: [Item]
  }

  /// Themes that fewer than k people named, in codebook order, on one line.
  struct Hidden {
    let any: Bool
    let names: String
    let hiddenBar: Bar
  }

  /// The names of the codebook's themes of one group, where there are no figures.
  ///
  /// Without their meanings: "survivors ask for a safe home" would be a finding.
  struct Subjects {
    let heading: String
    let themes: [String]
  }

  /// Words in the language that they are in.
  struct Phrase {
    let words: String
    let lang: String
  }

  /// Survivors' words, or retellings.
  struct Quotes {
    let any: Bool
    let list: [Quote]
  }

  /// One of them, with the theme under which it stands.
  struct Quote {
    let id: String
    let quote: Phrase
    let theme: String
    let kind: String
  }

  /// What was promised.
  struct Promises {
    let any: Bool
    let list: [Promise]
    let more: [String]
  }

  /// One promise, with where it stands and how it came there.
  struct Promise {
    let heard: [String]
    let promise: Phrase
    let owner: Phrase
    let status: String
    let due: [String]
    let note: [Phrase]
    let history: [String]
  }

  /// One line of what proves where the page comes from.
  struct Mark {
    let name: String
    let value: String
  }
}
