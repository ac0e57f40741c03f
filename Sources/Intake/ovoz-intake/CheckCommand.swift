// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
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
      crash dumps, and who may read the state folder and the keys. Run it as the intake's user. With
      --running it asks the running server for two pages and looks at their headers; with --through it
      asks the web server in front of it, on this machine, and looks at the certificate too.

      EXAMPLES:
        ovoz-intake check --settings /etc/ovoz-intake/intake.yaml
        ovoz-intake check --settings /etc/ovoz-intake/intake.yaml --json
        ovoz-intake check --running --through form.example
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Flag(help: "Ask the running server too, and look at the headers of its pages.")
  var running = false
  @Option(
    help: ArgumentHelp(
      "Ask through the web server on this machine too, by the site's name.", valueName: "name"))
  var through: SiteName?
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    try await Failure.report {
      let settings = try options.read()
      var report = Self.report(on: settings, isMet: through != nil)
      let visit = RunningCheck(settings: settings, now: Date())
      if running { visit.look(into: &report) }
      if let through { visit.look(through: through, into: &report) }
      if json { print(try PrintedJSON.text("ovoz-intake.check", report)) } else { report.show() }
      guard report.ready else { throw ExitCode(1) }
    }
  }

  /// `isMet` says whether the certificate that visitors meet is looked at besides.
  private static func report(on settings: IntakeSettings, isMet: Bool) -> CheckReport {
    let machine = MachineCheck(settings: settings, today: Day(of: Date()))
    var report = CheckReport()
    report.add(problems: [pages(settings)])
    report.add(problems: [notice(settings)])
    help(settings, &report)
    CertificateCheck(settings: settings, now: Date(), isMet: isMet).look(into: &report)
    campaign(settings, &report)
    report.add(problems: [PullSocketCheck(settings).problem])
    report.add(problems: machine.problems)
    report.add(warnings: machine.warnings + pull(settings))
    return report
  }

  /// What about the analysts' door and what waits behind it may be meant otherwise.
  private static func pull(_ settings: IntakeSettings) -> [String] {
    let hasDoor = settings.pullSocket != nil || settings.pullPort != nil
    let door =
      settings.pullKeys.isEmpty == hasDoor
      ? "analysts cannot pull: `pullKeys` and one of `pullSocket`, `pullPort` go together" : nil
    let doors = [door, PullSocketCheck(settings).warning].compactMap(\.self)
    guard case .success(let campaign) = settings.readCampaign() else { return doors }
    let waiting = RetentionCheck(settings: settings, campaign: campaign, today: Day(of: Date()))
    return doors + waiting.warnings
  }

  private static func pages(_ settings: IntakeSettings) -> String? {
    do throws(ConfigMistake) {
      _ = try PageTexts(file: settings.pages)
      return nil
    } catch { return Failure.line(of: error) }
  }

  /// A server whose notice has no texts or lists does not start.
  private static func notice(_ settings: IntakeSettings) -> String? {
    do throws(ConfigMistake) {
      _ = try NoticeScript(folder: settings.redaction, texts: settings.notice)
      return nil
    } catch { return Failure.line(of: error) }
  }

  private static func help(_ settings: IntakeSettings, _ report: inout CheckReport) {
    do throws(ConfigMistake) {
      let hidden = try HelpLines(file: settings.help).hidden(on: Day(of: Date()))
      for name in hidden {
        report.add(warnings: [
          "the help line “\(name)” is hidden: try it, then write today under `checked`"
        ])
      }
    } catch { report.add(problems: [Failure.line(of: error)]) }
  }

  /// Languages of the form in which nothing points at telling words.
  private static func unseen(_ campaign: Campaign, _ settings: IntakeSettings) -> [String] {
    let notice = try? NoticeScript(folder: settings.redaction, texts: settings.notice)
    return campaign.form.languages.filter { notice?.bytes(for: $0).isEmpty ?? false }.map {
      "in \($0.rawValue) nothing points at words that tell who wrote: the notice has no texts and lists for it"
    }
  }

  private static func campaign(_ settings: IntakeSettings, _ report: inout CheckReport) {
    switch settings.readCampaign() {
    case .failure(.missing):
      report.add(problems: [
        "no campaign file: copy what `ovoz campaign new` wrote to \(settings.campaign.path)"
      ])
    case .failure(.unusable):
      report.add(problems: ["the campaign file is damaged or of another version"])
    case .failure(.otherKey):
      report.add(problems: [
        "the campaign's fingerprint is not the one in the settings: ask the analysts which is right"
      ])
    case .success(let campaign):
      report.serves(campaign)
      report.add(warnings: unseen(campaign, settings))
      if settings.fingerprint == nil {
        report.add(warnings: [
          "no fingerprint in the settings: any campaign file would be served"
        ])
      }
      report.add(problems: [closed(campaign, settings, on: Day(of: Date()))])
    }
  }

  /// Why the form shows the closed page today; nil where it is open.
  private static func closed(
    _ campaign: Campaign, _ settings: IntakeSettings, on today: Day
  ) -> String? {
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
