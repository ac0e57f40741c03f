// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import PageManifest
import TerminalControl
import TestimonyModel
import Vault

struct VerifyPageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-page",
    abstract: "Fetch what an intake serves, as a visitor would, and compare it with its manifest.",
    discussion: """
      The manifest comes from `ovoz-intake manifest`, by another way than the server itself. Where the vault is on a
      machine that stays offline, give --campaign-file and --key on another machine.

      The requests look like a browser's by their header fields, so that a server cannot easily serve them something else. It
      can still know the address they come from: ask now and then, from several places, also over Tor.

      EXAMPLES:
        ovoz verify-page https://form.example/ --manifest manifest.txt \\
          --campaign autumn
        ovoz verify-page https://form.example/ --manifest manifest.txt \\
          --campaign autumn --proxy socks5h://127.0.0.1:9050
        ovoz verify-page https://form.example/ --manifest manifest.txt \\
          --campaign-file autumn.campaign.json --key "3d40 17c3 e843 8959 …"

      EXIT CODES: 0 all is as it should be, 1 could not be fetched, 30 something is not as it should be.
      """.paragraphs)

  @Argument(help: "The form's address, https.") var address: String
  @Option(help: "The signed manifest.", completion: .file()) var manifest: String
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?
  @Option(help: "The campaign's public file, instead of a vault.", completion: .file())
  var campaignFile: String?
  @Option(help: "The intake's key as `ovoz-intake key` shows it, instead of a vault.")
  var key: String?
  @Option(help: "Go through a proxy, as socks5h://127.0.0.1:9050 for Tor.") var proxy: String?
  @Option(
    help: "Trust the certificates of this PEM file instead of the system's.", completion: .file())
  var cacert: String?
  @Flag(help: "Print the result as JSON.") var json = false
  @OptionGroup var vault: VaultOption

  func run() throws {
    try Failure.report {
      let (campaign, key) = try trusted()
      let manifest = try read(by: key)
      guard manifest.campaign == campaign.id, manifest.fingerprint == campaign.fingerprint else {
        throw Failure(
          "the manifest is of another campaign", hint: "ask the operator for this one's", code: 30)
      }
      let check = PageCheck(
        address: try base(), manifest: manifest, campaign: campaign,
        curl: Curl(proxy: proxy, authorities: cacert))
      try report(try check.run(), of: manifest)
    }
  }

  private func base() throws -> URL {
    guard let url = URL(string: address), url.scheme == "https", url.host() != nil else {
      throw Failure("that is no address", hint: "write it as https://form.example/", code: 64)
    }
    return url
  }

  /// The campaign and the intake key that this person trusts: neither comes from the server.
  private func trusted() throws -> (Campaign, [UInt8]) {
    if let campaignFile, let key {
      guard let file = FileManager.default.contents(atPath: campaignFile) else {
        throw Failure("\(campaignFile) cannot be read", hint: "see --campaign-file", code: 64)
      }
      guard let bytes = Hex.bytes(key.filter { !$0.isWhitespace }), bytes.count == 32 else {
        throw Failure("that is no intake key", hint: "64 hexadecimal digits", code: 64)
      }
      return (try Campaign(fileBytes: Array(file)), bytes)
    }
    guard campaignFile == nil, key == nil else {
      throw Failure("one of the two is missing", hint: "give --campaign-file and --key", code: 64)
    }
    let store = try vault.open()
    let campaign = try store.campaign(named: campaign)
    guard let key = try store.trustedIntake(of: campaign) else { throw VaultError.intakeNotTrusted }
    return (campaign, key)
  }

  private func read(by key: [UInt8]) throws -> Manifest {
    guard let text = try? String(contentsOfFile: manifest, encoding: .utf8) else {
      throw Failure("\(manifest) cannot be read", hint: "see --manifest", code: 64)
    }
    do { return try Manifest(text, signedBy: key) } catch { throw Failure(error) }
  }

  private func report(_ faults: [PageFault], of manifest: Manifest) throws {
    if json {
      try Terminal.printJSON("ovoz.verify-page", faults)
    } else {
      for fault in faults { print("\(fault.address): \(fault.what)") }
      if faults.isEmpty { print("\(manifest.pages.count) pages are as the manifest says") }
    }
    guard !faults.isEmpty else { return }
    throw Failure(
      "what is served is not what it should be",
      hint: faults.contains { $0.what == PageFault.otherCampaign }
        ? "nobody should write there: its testimonies would go to another key"
        : "is the manifest of today's version? if so, treat the server as taken over", code: 30)
  }
}

extension Failure {
  init(_ error: PageManifestError) {
    switch error {
    case .badSignature:
      self.init(
        "the manifest is not signed by the trusted intake",
        hint: "ask the operator for it again, by another way", code: 30)
    case .unknownVersion:
      self.init("the manifest was written by a newer version", hint: "use a newer ovoz", code: 30)
    case .unreadable(let line):
      self.init(
        "the manifest cannot be read in line \(line)", hint: "ask the operator for another",
        code: 30)
    case .cannotSign: self.init("the manifest could not be signed", hint: "try again")
    }
  }
}
