// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault
import WebTransfer

struct InboxPullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Fetch what the intake collected, import it, and say that it is safe here.",
    discussion: """
      Requests are signed by this laptop's pull key; `ovoz inbox key --new` makes it, and the operator takes its public half.
      Whatever waits, at least a megabyte is fetched, so that the line does not tell how much there was. What broke off goes
      on where it stopped. Testimonies stay sealed; no passphrase but the pull key's is needed.

      Once the vault has a bundle, the intake is told, and may let its testimonies go: keep backups of the vault
      (`ovoz backup`).

      EXAMPLES:
        ovoz inbox pull http://ADDRESS.onion --socks 127.0.0.1:9050
        ovoz inbox pull https://pull.form.example
        ovoz inbox pull https://192.0.2.7:8444 --certificate intake.pem
      """.paragraphs)

  @Argument(help: "The analysts' address at the intake.") var address: String
  @Option(help: "Go through this SOCKS proxy, host:port; tor's is 127.0.0.1:9050.")
  var socks: String?
  @Option(
    help: "Trust this certificate, PEM, instead of the system's authorities.",
    completion: .file())
  var certificate: String?
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup var vault: VaultOption
  @OptionGroup var key: PullKeyOption
  @OptionGroup var arrival: ArrivalDayOption

  func run() throws {
    try Failure.report {
      let today = try arrival.day()
      let store = try vault.open()
      let campaign = try store.campaign(named: campaign)
      guard let intake = try store.trustedIntake(of: campaign) else {
        throw VaultError.intakeNotTrusted
      }
      let client = try WebClient(try door(), socks: socks, certificate: certificate)
      let line = PullLine(
        client, campaign: campaign.id, intake: intake, key: try key.unlocked(store))
      let pull = InboxPull(line: line, store: store, campaign: campaign, today: today)
      let reports = try pulled(by: pull)
      if json { return }
      if reports.contains(where: { $0.gone > 0 }) {
        Terminal.say("ovoz: what is gone was withdrawn, or left the intake for another vault")
      }
      Terminal.say(reports.isEmpty ? "ovoz: nothing new" : "ovoz: that is all for now")
    }
  }

  /// Tells what was taken in, also where the pull fails after it.
  private func pulled(by pull: InboxPull) throws -> [ImportReport] {
    var reports: [ImportReport] = []
    do {
      try pull.run { report in
        reports.append(report)
        if !json { print(report.line) }
      }
    } catch {
      if json, !reports.isEmpty { try printJSON(reports) }
      throw error
    }
    if json { try printJSON(reports) }
    return reports
  }

  private func printJSON(_ reports: [ImportReport]) throws {
    try Terminal.printJSON("ovoz.inbox-pull", reports.map(PulledBundle.init))
  }

  /// The address without a path: the door has one, and it is always the same.
  private func door() throws -> String {
    guard let url = URL(string: address), let scheme = url.scheme, let host = url.host(),
      url.path().isEmpty || url.path() == "/", url.query() == nil, url.user() == nil
    else { throw WebError.badAddress }
    return "\(scheme)://\(host)\(url.port.map { ":\($0)" } ?? "")/pull"
  }
}

/// One bundle in JSON.
private struct PulledBundle: Encodable {
  let bundle: Int
  let new: Int
  let known: Int
  let withdrawn: Int
  let gone: Int
  let refused: Int

  init(_ report: ImportReport) {
    (bundle, new) = (report.sequence, report.added)
    (known, withdrawn, gone) = (report.known, report.withdrawn, report.gone)
    refused = report.refused
  }
}
