// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

/// Who is to hold shares, how many of them open, and where the files go.
struct SplitOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "How many custodians have to be there to open.")
  var threshold: Int
  @Option(parsing: .unconditional, help: "How many custodians hold a share.") var custodians: Int
  @Option(
    help: "Their names, in order, divided by commas. Default: custodian-1, custodian-2 and so on.")
  var names: String?
  @Option(help: "The folder for the share files, such as a stick.", completion: .directory)
  var out = "."
  @Option(
    name: .customLong("new-passphrase-file"),
    help:
      "Read the passphrases of the new shares from these files, in order; else each is asked for.",
    completion: .file())
  var passphraseFiles: [String] = []

  /// Their names, checked: they stand in lists and in messages.
  func checkedNames() throws -> [String] {
    try checkCounts()
    let names =
      names.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
      ?? (1...custodians).map { "custodian-\($0)" }
    guard names.count == custodians, Set(names).count == names.count else {
      throw Failure(
        "there are not as many names as custodians", hint: "such as --names sitora,firuza,daler",
        code: 64)
    }
    return try names.map(ReviewerKeyOptions.checked)
  }

  /// Refuses more custodians than a share's one byte can count, and a threshold that they cannot meet.
  private func checkCounts() throws {
    guard custodians <= 255 else {
      throw Failure("--custodians is 2 to 255", hint: "3 or 5 are usual", code: 64)
    }
    guard custodians >= 2, (2...custodians).contains(threshold) else {
      throw VaultError.badThreshold
    }
  }

  /// Splits, locks each share by its custodian's passphrase, writes it, and opens it again from the file.
  func write(
    _ key: borrowing OpeningKey, of campaign: Campaign
  ) throws -> CustodySet {
    let names = try checkedNames()
    let made = try CustodySet.split(key, of: campaign, threshold: threshold, custodians: names)
    let folder = URL(filePath: out)
    let files = (1...names.count).map { number in
      folder.appending(path: "\(campaign.name)-\(made.set.id.prefix(8))-share-\(number).json")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var written: [URL] = []
    do {
      let opened = try lock(made.shares, of: names, in: files, &written)
      // The last ones, since the first would be tried at the next opening anyway.
      _ = try made.set.openingKey(Array(opened.suffix(threshold)), of: campaign)
    } catch {
      // Shares of a set that never counted would only puzzle whoever finds them.
      for file in written { try? SecretFile.removeAnyway(file) }
      guard error as? VaultError == .cannotWrite else { throw error }
      throw Failure(
        "a share's file could not be written: nothing was split",
        hint: "is there room in \(out)? then run this again")
    }
    return made.set
  }

  private func lock(
    _ shares: [CustodyShare], of names: [String], in files: [URL], _ written: inout [URL]
  ) throws -> [CustodyShare] {
    var comparison = try PassphraseComparison()
    var opened: [CustodyShare] = []
    for (number, share) in shares.enumerated() {
      let passphrase = try newPassphrase(number, of: names[number])
      comparison.add(passphrase)
      let file = try ShareFile(locking: share, custodian: names[number], passphrase)
      try VaultStore.writeKey(file.json, to: files[number])
      written.append(files[number])
      let read = try ShareFile(json: VaultStore.key(in: files[number]))
      opened.append(try read.unlocked(passphrase))
      Terminal.say("\(names[number]): \(files[number].path)")
    }
    try comparison.refuseTwoAlike()
    return opened
  }

  /// A short one is taken, with a warning.
  private func newPassphrase(_ number: Int, of name: String) throws -> SecretBytes {
    let file = number < passphraseFiles.count ? passphraseFiles[number] : nil
    return try CustodyOptions.passphrase(file, "New passphrase of \(name): ", newOf: name)
  }
}

struct KeysSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Split a campaign's key; afterwards only custodians together open it.",
    discussion: """
      Each custodian types a passphrase of her own, which locks her share: a short one is warned of, and the same for two
      custodians is refused. Every share is written, read back and tried before the one key file is wiped. Carry the
      share files away from this machine, one to each custodian, and keep no copy here. Backups from before still hold
      the one key: destroy them.

      Where it stops or fails, delete no share before `ovoz keys list` says whether the key is split. Exit code 3: it is,
      and something after that failed.

      EXAMPLES:
        ovoz keys split --threshold 2 --custodians 3 --out /media/stick
        ovoz keys split --campaign autumn --threshold 2 --custodians 3 \\
          --names sitora,firuza,daler
      """.paragraphs)

  @OptionGroup var split: SplitOptions
  @OptionGroup var unlock: UnlockOptions

  func run() throws {
    try Failure.report {
      let store = try unlock.vault.open()
      let campaign = try store.campaign(named: unlock.campaign)
      if case .shared = try store.custody(of: campaign) {
        throw Failure(
          "this campaign's key is split already: keep every share file",
          hint: "`ovoz keys list` shows the set; `ovoz keys reshare` splits anew", code: 64)
      }
      _ = try split.checkedNames()
      try unlock.memory.check()
      let key = try unlock.openingKey(of: campaign, in: store)
      let set = try split.write(key, of: campaign)
      try SplitEnd(campaign: campaign, set: set).keep(in: store)
      Terminal.say(
        "hint: unmount the stick, then carry the share files away; nothing opens with fewer than \(set.threshold)"
      )
    }
  }
}

struct KeysReshareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reshare", abstract: "Split the key anew: other custodians, another threshold.",
    discussion: """
      Enough of today's custodians have to be there. No testimony is touched. The shares from before open nothing any
      more with this vault; an older copy of its folder they still open: destroy such copies. Where it fails, delete no
      share before `ovoz keys list` says which set counts. Exit code 3: the new one does, and something after that failed.

      EXAMPLE:
        ovoz keys reshare --threshold 3 --custodians 5 --out /media/stick \\
          --share demo-f0397c40-share-1.json --share demo-f0397c40-share-2.json
      """.paragraphs)

  @OptionGroup var split: SplitOptions
  @OptionGroup var unlock: UnlockOptions

  func run() throws {
    try Failure.report {
      let store = try unlock.vault.open()
      let campaign = try store.campaign(named: unlock.campaign)
      let old = try store.custodySet(of: campaign)
      _ = try split.checkedNames()
      try unlock.memory.check()
      let set = try unlock.custody.join(campaign, old, in: store) { together, _ in
        try split.write(try old.openingKey(together, of: campaign), of: campaign)
      }
      try SplitEnd(campaign: campaign, set: set).keep(in: store, replacing: old.id)
      Terminal.say("hint: burn the papers and delete the files of the set \(old.id.prefix(8))")
    }
  }
}
