// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import IntakeServer
import TerminalControl
import TestimonyModel

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether everything is in place, and what to do where it is not.",
    discussion: """
      It looks at the texts, the certificate, the campaign and its fingerprint, free space, the clock, swap,
      crash dumps, and who may read the state folder and the keys. Run it as the intake's user.

      EXAMPLE:
        ovoz-intake check --settings /etc/ovoz-intake/intake.yaml
      """.paragraphs)

  @OptionGroup var options: SettingsOption

  func run() async throws {
    try await Failure.report {
      let settings = try options.read()
      let machine = MachineCheck(settings: settings)
      let problems =
        [
          Self.pages(settings), Self.help(settings), Self.certificate(settings),
          Self.campaign(settings),
        ].compactMap(\.self) + machine.problems
      for warning in machine.warnings + Self.pull(settings) { print("warning: \(warning)") }
      for problem in problems { print("problem: \(problem)") }
      guard problems.isEmpty else { throw ExitCode(1) }
      print("ready")
    }
  }

  /// What about the analysts' door and what waits behind it may be meant otherwise.
  private static func pull(_ settings: IntakeSettings) -> [String] {
    let hasDoor = settings.pullSocket != nil || settings.pullPort != nil
    let door =
      settings.pullKeys.isEmpty == hasDoor
      ? "analysts cannot pull: `pullKeys` and one of `pullSocket`, `pullPort` go together" : nil
    guard case .success(let campaign) = settings.readCampaign() else {
      return [door].compactMap(\.self)
    }
    let waiting = RetentionCheck(settings: settings, campaign: campaign, today: Day(of: Date()))
    return [door].compactMap(\.self) + waiting.warnings
  }

  private static func pages(_ settings: IntakeSettings) -> String? {
    do throws(ConfigMistake) {
      _ = try PageTexts(file: settings.pages)
      return nil
    } catch { return "\(error)" }
  }

  private static func help(_ settings: IntakeSettings) -> String? {
    do throws(ConfigMistake) {
      for name in try HelpLines(file: settings.help).hidden(on: Day(of: Date())) {
        print(
          "warning: the help line “\(name)” is hidden: try it, then write today under `checked`")
      }
      return nil
    } catch { return "\(error)" }
  }

  private static func certificate(_ settings: IntakeSettings) -> String? {
    guard settings.needsCertificate else { return nil }
    let read = try? TLSIdentity(certificate: settings.certificate, key: settings.certificateKey)
    return read == nil ? "certificate and key cannot be read, or do not belong together" : nil
  }

  /// Languages of the form in which nothing points at telling words.
  private static func unseen(_ campaign: Campaign, _ settings: IntakeSettings) -> [String] {
    let notice = try? NoticeScript(folder: settings.redaction, texts: settings.notice)
    return campaign.form.languages.filter { notice?.bytes(for: $0).isEmpty ?? false }.map {
      "in \($0.rawValue) nothing points at words that tell who wrote: the notice has no texts and lists for it"
    }
  }

  private static func campaign(_ settings: IntakeSettings) -> String? {
    switch settings.readCampaign() {
    case .failure(.missing):
      return "no campaign file: copy what `ovoz campaign new` wrote to \(settings.campaign.path)"
    case .failure(.unusable): return "the campaign file is damaged or of another version"
    case .failure(.otherKey):
      return
        "the campaign's fingerprint is not the one in the settings: ask the analysts which is right"
    case .success(let campaign):
      print("campaign: \(campaign.name), open \(campaign.opens) to \(campaign.closes)")
      print("fingerprint: \(Hex.groups(campaign.fingerprint))")
      for warning in unseen(campaign, settings) { print("warning: \(warning)") }
      if settings.fingerprint == nil {
        print("warning: no fingerprint in the settings: any campaign file would be served")
      }
      let today = Day(of: Date())
      if let done = settings.keyEndDone, done.number > today.number + 1 {
        return
          "`keyEndDone` is the day on which it was done, and \(done) is to come: the form shows the closed page, which says so; write such a day under `keyEndAnnounced`"
      }
      if let end = settings.keyEnd, end.isOver(on: today) {
        return "the campaign's key ended on \(end.day): the form shows the closed page"
      }
      return campaign.isOpen(on: today)
        ? nil : "the campaign is not open today: the form shows the closed page"
    }
  }
}
