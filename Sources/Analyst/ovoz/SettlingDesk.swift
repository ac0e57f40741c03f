// SPDX-License-Identifier: Apache-2.0

import Agreement
import ConfigFile
import CryptoPrimitives
import Foundation
import Reading
import ThematicCoding
import Vault

/// Goes through the testimonies on which coders differ, and back over what was settled.
struct SettlingDesk {
  private let desk: CoderDesk
  private let waiting: [(record: [UInt8], codes: Set<String>)]
  private let language: Language
  private let distress: DistressList
  private let blurs: Bool
  private var position = 0
  /// Settled or put off in this session.
  private var past: Set<Int> = []
  /// What was settled in this session, and what had been settled before, in order.
  private var trail: [(position: Int, before: Settlement?)] = []
  var settled: Int { Set(trail.map(\.position)).count }

  init(
    _ desk: CoderDesk, _ waiting: [(record: [UInt8], codes: Set<String>)], in language: Language,
    _ distress: DistressList, blurs: Bool
  ) {
    (self.desk, self.waiting, self.language) = (desk, waiting, language)
    (self.distress, self.blurs) = (distress, blurs)
  }

  /// Runs until everything is settled or put off, or somebody stops.
  mutating func run() throws {
    while waiting.indices.contains(position) {
      let (record, codes) = waiting[position]
      let place = "\(Hex.text(record).prefix(8))  \(position + 1) of \(waiting.count)"
      Terminal.say(Terminal.faint("\n\(place)"))
      let session = SettlingSession(
        desk: desk, record: record, codes: codes, language: language,
        distress: distress, blurs: blurs)
      switch try session.run() {
      case .settled(let themes): try settle(themes)
      case .later: goOn()
      case .undo: try undo()
      case .stop: return
      }
    }
  }

  private mutating func settle(_ themes: Set<String>) throws {
    let record = waiting[position].record
    let before = try desk.workbench.settlement(of: record)
    try desk.settle(record, themes)
    trail.append((position, before))
    goOn()
  }

  /// Goes back to what was settled last, as it was before.
  private mutating func undo() throws {
    guard let last = trail.popLast() else { return Terminal.say("nothing is left to undo") }
    try desk.takeBackSettlement(to: last.before, for: waiting[last.position].record)
    past.remove(last.position)
    position = last.position
    Terminal.say("taken back")
  }

  private mutating func goOn() {
    past.insert(position)
    let open = waiting.indices.filter { !past.contains($0) }
    position = open.first { $0 > position } ?? open.first ?? waiting.count
  }
}

extension CoderDesk {
  /// A testimony on which people differ, also where they have settled it.
  func differing(beginning digits: String) throws -> (record: [UInt8], codes: Set<String>) {
    let record = try workbench.vault.record(beginning: digits)
    guard let codes = round.disagreements[record] else {
      throw Failure(
        "coders do not differ on this testimony",
        hint: "`ovoz code --again` changes what you decided yourself", code: 10)
    }
    return (record, codes)
  }

  /// Puts what was settled before in its place again; nothing where nothing was.
  func takeBackSettlement(to before: Settlement?, for record: [UInt8]) throws {
    if let before {
      try workbench.vault.decide(.settled, Array(JSONEncoder().encode(before)), for: record)
    } else {
      _ = try workbench.vault.undecide(.settled, for: record)
    }
    try workbench.vault.store.log(.disagreementSettled, about: Hex.text(record))
  }
}
