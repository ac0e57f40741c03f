// SPDX-License-Identifier: Apache-2.0

import Agreement
import CryptoPrimitives
import Foundation
import TestimonyModel
import ThematicCoding
import Vault

/// What every coder decided with the codebook that counts now, side by side.
struct CoderDesk {
  /// How the machine is called among the coders.
  static let machine = "machine"
  /// What no person may be called: the tool, and what is typed in `ovoz agree settle` to skip, see or stop.
  static let taken: Set<String> = [machine, "s", "q", "u", "show"]

  let workbench: Workbench
  /// Each coder's decisions by record, this vault's own first.
  private(set) var coders: [(name: String, decisions: [[UInt8]: ThemeDecision])]
  /// How many decisions were made with another codebook and stand aside.
  private(set) var otherCodebook = 0
  /// Of which themes the machine cannot tell: it abstains there, as a person would be asked.
  private var unsure: [[UInt8]: Set<String>] = [:]

  init(_ workbench: Workbench) throws {
    self.workbench = workbench
    var own: [[UInt8]: ThemeDecision] = [:]
    for record in try workbench.vault.records() {
      own[record] = try workbench.themes(of: record)
    }
    var others: [String: [[UInt8]: ThemeDecision]] = [:]
    for other in try workbench.vault.codings() {
      let decision = try JSONDecoder().decode(ThemeDecision.self, from: Data(other.decision))
      others[other.coder, default: [:]][other.record] = decision
    }
    coders = [(try workbench.ownName(), own)]
    coders += others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    leaveOutOtherCodebooks()
  }

  private mutating func leaveOutOtherCodebooks() {
    let hash = workbench.codebook.hash
    for place in coders.indices {
      let all = coders[place].decisions
      coders[place].decisions = all.filter { $0.value.codebookHash == hash }
      otherCodebook += all.count - coders[place].decisions.count
    }
    coders.removeAll { $0.decisions.isEmpty }
  }

  /// Says on standard error what a change of the codebook has put aside.
  func tellWhatIsLeftOut() {
    guard otherCodebook > 0 else { return }
    Terminal.say("\(otherCodebook) decisions were made with another codebook and are left out")
  }

  /// Puts what the machine proposes beside what people decided, for the testimonies that anybody coded.
  mutating func addMachine() throws {
    let coded = Set(coders.flatMap(\.decisions.keys))
    let found = try workbench.proposalsApart(
      for: coded.sorted { $0.lexicographicallyPrecedes($1) })
    unsure = found.mapValues { proposals in Set(proposals.filter(\.isUnsure).map(\.theme)) }
    let proposed = found.mapValues { proposals in
      ThemeDecision(
        themes: proposals.filter { !$0.isUnsure }.map(\.theme),
        codebookHash: workbench.codebook.hash)
    }
    coders.append((Self.machine, proposed))
  }

  /// The decisions as sets, for the figures.
  var round: CodingRound<[UInt8]> {
    CodingRound(
      coders.map { ($0.name, $0.decisions.mapValues { Set($0.themes) }) },
      unsure: [Self.machine: unsure])
  }

  /// What each coder said about one testimony.
  func said(of record: [UInt8]) -> [String: Set<String>] {
    // A vault of an earlier version may hold a colleague of this vault's own name: its own comes first.
    Dictionary(
      coders.compactMap { coder in
        coder.decisions[record].map { (coder.name, Set($0.themes)) }
      }, uniquingKeysWith: { own, _ in own })
  }

  /// The same as a settlement keeps it: this vault's own decision does not go by a name, which may change.
  private func before(_ record: [UInt8]) throws -> [String: Set<String>] {
    var said = said(of: record)
    if let own = said.removeValue(forKey: try workbench.ownName()) { said[Settlement.here] = own }
    return said
  }

  /// The testimonies on which people differ and which nobody has settled, in the order of their ids.
  func unsettled() throws -> [(record: [UInt8], codes: Set<String>)] {
    try round.disagreements.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .filter { record, _ in
        let settled = try workbench.settlement(of: record)
        return settled?.stands(
          beside: try before(record), codebookHash: workbench.codebook.hash) != true
      }.map { ($0.key, $0.value) }
  }

  func settle(_ record: [UInt8], _ themes: Set<String>) throws {
    let decision = ThemeDecision(themes: themes, codebookHash: workbench.codebook.hash)
    let settlement = Settlement(decision: decision, before: try before(record))
    try workbench.vault.decide(.settled, Array(JSONEncoder().encode(settlement)), for: record)
    try workbench.vault.store.log(.disagreementSettled, about: Hex.text(record))
  }
}
