// SPDX-License-Identifier: Apache-2.0

import Agreement
import CryptoPrimitives
import Foundation
import ThematicCoding
import Vault

/// What a colleague's file brings, beside what this vault has of her.
struct ColleaguesSheet {
  let sheet: CodingSheet
  let workbench: Workbench
  private let before: [OthersDecision]

  init(_ sheet: CodingSheet, _ workbench: Workbench) throws {
    (self.sheet, self.workbench) = (sheet, workbench)
    before = try workbench.vault.codings().filter { $0.coder == sheet.coder }
  }

  /// Refuses what could not be told apart, or breaks the format.
  func check() throws {
    guard try sheet.coder != workbench.ownName() else {
      throw Failure(
        "these are decisions of \(sheet.coder), and so are this vault's",
        hint: "give one of you another name with `ovoz coding export --as`", code: 20)
    }
    guard !CoderDesk.taken.contains(sheet.coder) else {
      throw Failure(
        "a coder cannot be called \(sheet.coder)",
        hint: "your colleague writes the file again with `ovoz coding export --as`", code: 20)
    }
    // With the same codebook both have the same themes; another program's file might not.
    let known = Set(workbench.codebook.themes.map(\.id))
    let isStrange = sheet.decisions.values.contains { decision in
      isCurrent(decision) && !known.isSuperset(of: decision.themes + decision.passages.map(\.theme))
    }
    if isStrange { throw CodingError.malformedSheet }
  }

  /// Refuses a file without decisions that she had made, or with many other ones: an older one, or another person's.
  func refuseLoss() throws {
    let lost = before.count { sheet.decisions[Hex.text($0.record)] == nil }
    guard lost == 0 else {
      throw Failure(
        "\(lost) of \(before.count) decisions that \(sheet.coder) had made are not in this file",
        hint: "an older file, another's, or did somebody withdraw: pull first; else --replace",
        code: 20)
    }
    let revision = try revision()
    guard revision.isUsual else {
      let hasOther = sheet.decisions.values.contains { !isCurrent($0) }
      throw Failure(
        "\(revision.changed) of \(revision.earlier) decisions of \(sheet.coder) are different now",
        hint: hasOther
          ? "some were made with another codebook: both need one file; else --replace"
          : "an older file, or another person's of that name: ask her; else --replace", code: 20)
    }
  }

  /// What changed of her decisions that count here; those with another codebook count for nothing, and are made again.
  func revision() throws -> Revision {
    var earlier: [String: Set<String>] = [:]
    for one in before {
      let decision = try JSONDecoder().decode(ThemeDecision.self, from: Data(one.decision))
      if isCurrent(decision) { earlier[Hex.text(one.record)] = Set(decision.themes) }
    }
    let later = sheet.decisions.filter { isCurrent($0.value) }
    return Revision(of: earlier, by: later.mapValues { Set($0.themes) })
  }

  /// Keeps them in place of what she had decided; gives how many are about testimonies of this vault.
  func keep() throws -> Int {
    var found: [[UInt8]: [UInt8]] = [:]
    for (id, decision) in sheet.decisions {
      guard let record = Hex.bytes(id) else { throw CodingError.malformedSheet }
      found[record] = try Array(JSONEncoder().encode(decision))
    }
    return try workbench.vault.keepCoding(of: sheet.coder, found)
  }

  /// Says on standard error what was taken in and counts for nothing, and what may count twice.
  func tell(kept: Int) throws {
    let left = sheet.decisions.count - kept
    if left > 0 { Terminal.say("\(left) are about testimonies that are not in this vault") }
    let idle = sheet.decisions.values.count { !isCurrent($0) }
    if idle > 0 {
      Terminal.say(
        "taken in, but \(idle) of \(sheet.decisions.count) do not count: another codebook; "
          + "once both have one file, she codes those again and exports anew")
    } else if sheet.codebookHash != workbench.codebook.hash {
      Terminal.say(
        "\(sheet.coder) has another codebook by now: what she codes with it does not count")
    }
    for twin in try CoderDesk(workbench).round.twins(of: sheet.coder) {
      Terminal.say(
        "warning: \(sheet.coder) decided everything as \(twin) did: one person under two names "
          + "counts twice; `ovoz coding forget` takes one out")
    }
  }

  private func isCurrent(_ decision: ThemeDecision) -> Bool {
    decision.codebookHash == workbench.codebook.hash
  }
}
