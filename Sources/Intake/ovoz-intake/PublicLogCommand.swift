// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeServer
import IntakeStore
import TerminalControl
import TestimonyModel

struct PublicLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Write the public log: hashes of what was taken in and withdrawn.",
    discussion: """
      The same text is served at /log. Two of them, from two days, are compared with `ovoz log verify`.

      EXAMPLE:
        ovoz-intake log --out log-2026-12-01.txt
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Option(
    help: "The file to write; it must not exist yet. Without it the log is printed.",
    completion: .file())
  var out: String?

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
      try inbox.publishLog(
        before: campaign.logEpoch(of: Day(of: Date())), key: try settings.signingKey())
      try write(try inbox.publicLog().text)
    }
  }

  private func write(_ text: [UInt8]) throws {
    guard let out else { return print(String(decoding: text, as: UTF8.self), terminator: "") }
    guard !FileManager.default.fileExists(atPath: out) else {
      throw Failure("the file exists already", hint: "choose another name with --out", code: 64)
    }
    guard FileManager.default.createFile(atPath: out, contents: Data(text)) else {
      throw Failure("the file could not be written", hint: "is there room where it goes?")
    }
  }
}
