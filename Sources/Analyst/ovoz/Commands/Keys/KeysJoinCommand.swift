// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct KeysJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Open a campaign together, for one command or for a session.",
    discussion: """
      Asks each custodian in turn. The joined key is in memory only; it goes with the session, and when nobody typed
      anything for as long as --idle-minutes says. Every join is on record.

      With a command behind `--` it is run once. Without one there is a prompt that takes any command of `ovoz`;
      `quit` ends it.

      EXAMPLES:
        ovoz keys join --share demo-f0397c40-share-1.json \\
          --share demo-f0397c40-share-2.json
        ovoz keys join --share demo-f0397c40-share-1.json \\
          --share demo-f0397c40-share-2.json -- list --json
        ovoz keys join --typed
      """.paragraphs)

  @OptionGroup var vault: VaultOption
  @OptionGroup var custody: CustodyOptions
  @OptionGroup var memory: MemoryOption
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?
  @Option(parsing: .unconditional, help: "Lock when nobody typed for so many minutes.")
  var idleMinutes = 10
  @Argument(help: "A command of `ovoz` with its options, behind `--`.")
  var command: [String] = []

  func run() throws {
    try Failure.report {
      guard (1...240).contains(idleMinutes) else {
        throw Failure("--idle-minutes is 1 to 240", hint: "10 is usual", code: 64)
      }
      let store = try vault.open()
      let campaign = try store.campaign(named: campaign)
      let set = try store.custodySet(of: campaign)
      try memory.check()
      try custody.join(campaign, set, in: store) { together, _ in
        let session = JoinedSession(
          vault: store.folder.path, campaign: campaign.name, allowSwap: memory.allowSwap)
        guard command.isEmpty else {
          let code = session.run(command, together)
          guard code == 0 else { throw ExitCode(code) }
          return
        }
        session.prompt(together, idle: .seconds(60 * idleMinutes))
      }
    }
  }
}

/// Runs commands of this program with a key that custodians hold together, each as a process of its own.
private struct JoinedSession {
  let vault: String
  let campaign: String
  let allowSwap: Bool

  /// Takes commands until `quit`, the end of input, or until nobody typed for too long.
  func prompt(_ together: borrowing SecretBytes, idle: Duration) {
    Terminal.say("type commands of ovoz; quit ends the session")
    var lock = IdleLock(limit: idle, now: .now)
    while true {
      TerminalControl.tell("ovoz \(campaign)> ")
      switch TimedLine.read(within: lock.remaining(at: .now)) {
      case .nobody: return Terminal.say("\nlocked: nobody typed anything; the key is wiped")
      case .end: return
      case .line(let line):
        guard let words = CommandWords.split(line) else { continue }
        if ["quit", "exit", "q"].contains(words[0]) { return }
        _ = run(words.first == "ovoz" ? Array(words.dropFirst()) : words, together)
        lock.touch(at: .now)
      }
    }
  }

  /// The exit code of one command.
  func run(_ words: [String], _ together: borrowing SecretBytes) -> Int32 {
    let code = SecretPipe.runAgain(lending: together) { descriptor in
      let opening =
        words + ["--vault", vault, "--campaign", campaign, "--opening-fd", "\(descriptor)"]
        + (allowSwap ? ["--allow-swap"] : [])
      // What needs no key takes no descriptor, and says so by not understanding these options.
      if (try? Ovoz.parseAsRoot(opening)) != nil { return opening }
      let placed = words + ["--vault", vault]
      return (try? Ovoz.parseAsRoot(placed)) == nil ? words : placed
    }
    return code ?? 1
  }
}
