// SPDX-License-Identifier: Apache-2.0

import Resemblance
import TestimonyModel
import ThematicCoding
import Vault

/// The confirmed themes of every testimony that somebody coded with this codebook, without any words.
struct CodedSets {
  private(set) var themes: [Set<String>] = []
  /// Coded with another codebook, so not counted here.
  private(set) var elsewhere = 0
  private(set) var uncoded = 0
  /// Groups of testimonies that are nearly the same, by their place in `themes`.
  private(set) var copies: [CopyGroup] = []

  /// Reads decisions, and words only to compare them.
  init(_ workbench: Workbench) throws {
    var finder = CopyFinder()
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let decision = try workbench.countedThemes(of: opened.record) else {
          uncoded += 1
          continue
        }
        guard decision.codebookHash == workbench.codebook.hash else {
          elsewhere += 1
          continue
        }
        themes.append(Set(decision.themes))
        finder.add((try? opened.content.get())?.answers.map(\.text) ?? [])
      }
    }
    copies = finder.copies()
  }

  /// With each group of near copies counted once: what any of them has, it has.
  func once() -> [Set<String>] {
    let later = Set(copies.flatMap { $0.members.dropFirst() })
    var joined = themes
    for group in copies {
      for member in group.members { joined[group.members[0]].formUnion(themes[member]) }
    }
    return joined.indices.filter { !later.contains($0) }.map { joined[$0] }
  }

  /// What is said where near copies are counted several times; nil where there are none.
  var warning: String? {
    guard !copies.isEmpty else { return nil }
    let members = copies.reduce(0) { $0 + $1.members.count }
    return
      "\(members) of these testimonies are nearly the same as another, in \(copies.count) groups: "
      + "\(members - copies.count) may be counted too often"
  }

  /// Says on standard error what is not counted.
  func tellWhatIsMissing() {
    if uncoded > 0 { Terminal.say("ovoz: \(uncoded) testimonies are not coded yet") }
    if elsewhere > 0 {
      Terminal.say("ovoz: \(elsewhere) were coded with another codebook and are not counted")
    }
  }
}
