// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeServer
import IntakeStore
import PageManifest
import TerminalControl
import TestimonyModel

struct ManifestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifest",
    abstract: "Write down what this intake serves, signed, so that others can check it.",
    discussion: """
      Give the file to somebody outside, who compares with `ovoz verify-page`. Write it anew after each change of the
      settings, the texts or this program, and when a help line expires.

      EXAMPLE:
        ovoz-intake manifest --out manifest.txt
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Option(help: "The file to write; what stands there is replaced.", completion: .file())
  var out: String
  @Option(help: "Take the pages of another day than today, YYYY-MM-DD.") var today: String?

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      let day = try day(of: campaign)
      let served = try await ServedPages(of: intake(settings, campaign, day))
      let manifest = Manifest(
        campaign: campaign.id, fingerprint: campaign.fingerprint, day: day, pages: served.pages,
        answers: served.answers)
      let note = try manifest.signed(by: settings.signingKey())
      try ReplacedFile.write(Array(note.utf8), to: out)
      print("manifest of \(day): \(served.pages.count) pages")
    }
  }

  /// A day on which the form is open: the manifest of a campaign to come can be given out before.
  private func day(of campaign: Campaign) throws -> Day {
    guard let day = today.map(Day.init) ?? Day(of: Date()) else {
      throw Failure("--today is not a day", hint: "write it as 2026-12-31")
    }
    return min(max(day, campaign.opens), campaign.closes)
  }

  /// The intake as `serve` puts it together, but that it has room and its day is given.
  private func intake(
    _ settings: IntakeSettings, _ campaign: Campaign, _ day: Day
  ) throws -> Intake {
    let (log, published) = (EventLog { _ in }, AnswerBox())
    ServeCommand.readAnswer(settings, campaign, published, log)
    return try ServeCommand.intake(
      settings, campaign, SQLiteInbox(folder: settings.state, campaign: campaign),
      (LogBox(), published), log, day: day)
  }
}
