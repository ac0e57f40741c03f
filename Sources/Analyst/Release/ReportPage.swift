// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// What the template Page/report.mustache shows; the names here are the names there.
struct ReportPage {
  let lang: String
  let style: String
  let styleHash: String
  let title: String
  /// Every fixed text of the page by its key in Config/report.yaml.
  let text: [String: String]
  let answered: String
  let when: String
  let formLanguages: String
  let legend: [Bar]
  let hasFigures: Bool
  let harmed: [Item]
  let helped: [Item]
  let helpedHidden: Hidden
  let asked: [ActorPart]
  let askedHidden: Hidden
  let subjects: [Subjects]
  let method: [String]
  let releaseName: String
  let policy: String
  let codebook: String

  /// A theme with its band.
  struct Item {
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
}
