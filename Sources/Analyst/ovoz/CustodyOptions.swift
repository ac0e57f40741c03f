// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

/// How the custodians of a campaign whose key is split open it together (G9).
struct CustodyOptions: ParsableArguments {
  @Option(
    help: "A custodian's share file, once for each; her passphrase is asked for.",
    completion: .file())
  var share: [String] = []
  @Option(
    help: "Read the passphrases of the shares from these files, in the same order.",
    completion: .file())
  var sharePassphraseFile: [String] = []
  @Flag(help: "Type the digits of shares on paper.") var typed = false
  @Option(help: "Read the joined key from this open descriptor, as `ovoz keys join` gives it.")
  var openingFd: Int32?

  func open(
    _ campaign: Campaign, _ set: CustodySet, in store: VaultStore
  ) throws -> OpenVault {
    if let openingFd {
      return try store.unlock(campaign, together: SecretPipe.read(32, from: openingFd))
    }
    return try join(campaign, set, in: store) { _, vault in vault }
  }

  /// Asks for the shares, opens, and puts it on record; lends what the custodians hold together.
  func join<Result>(
    _ campaign: Campaign, _ set: CustodySet, in store: VaultStore,
    _ body: (borrowing SecretBytes, OpenVault) throws -> Result
  ) throws -> Result {
    let shares = try shares(of: set)
    let together = try set.joined(shares)
    let vault = try store.unlock(campaign, together: together)
    let indexes = shares.map(\.place.index)
    let entry = try vault.recordJoin(set: set.id, indexes: indexes)
    let names = indexes.sorted().map { set.custodians[$0 - 1] }
    Terminal.say(
      "opened together by \(names.joined(separator: ", ")); record \(entry.number), mark \(entry.mark): note it"
    )
    return try body(together, vault)
  }

  /// As many shares as are needed: from files, else typed, else whatever the custodians choose.
  private func shares(of set: CustodySet) throws -> [CustodyShare] {
    var shares = try share.enumerated().map { number, path in
      let passphraseFile = number < sharePassphraseFile.count ? sharePassphraseFile[number] : nil
      return try GivenShare(path, of: set).unlocked(passphraseFile)
    }
    guard shares.count < set.threshold else { return shares }
    guard typed || (share.isEmpty && TerminalControl.inputIsTerminal) else {
      throw share.isEmpty
        ? VaultError.needsCustodians
        : VaultError.sharesMissing(wanted: set.threshold - shares.count)
    }
    while shares.count < set.threshold {
      Terminal.say("\nshare \(shares.count + 1) of \(set.threshold)")
      let next = try next(of: set, number: shares.count)
      if shares.contains(where: { $0.place.index == next.place.index }) {
        Terminal.say("this share was given already; ask another custodian")
      } else {
        shares.append(next)
      }
    }
    return shares
  }

  private func next(of set: CustodySet, number: Int) throws -> CustodyShare {
    let passphraseFile = number < sharePassphraseFile.count ? sharePassphraseFile[number] : nil
    if !typed {
      guard let path = Self.line("her share file, or nothing to type its digits: ") else {
        throw VaultError.sharesMissing(wanted: set.threshold - number)
      }
      if !path.isEmpty { return try GivenShare(path, of: set).unlocked(passphraseFile) }
    }
    return try TypedShare.ask(of: set, passphraseFile)
  }

  /// A typed line, byte by byte: what comes after it belongs to the session that is about to begin.
  static func line(_ prompt: String) -> String? {
    TerminalControl.tell(prompt)
    guard case .line(let text) = TimedLine.read(within: .seconds(86_400)) else { return nil }
    return text
  }

  static func passphrase(
    _ file: String?, _ prompt: String, newOf name: String? = nil
  ) throws -> SecretBytes {
    try PassphraseOption.read(
      file, nil, asking: prompt, confirming: name != nil,
      option: name == nil ? "--share-passphrase-file" : "--new-passphrase-file",
      owner: name.map { "the passphrase of \($0)" } ?? "this passphrase")
  }
}
