// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import Foundation
import IntakeServer
import IntakeStore
import TerminalControl
import TestimonyModel

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the form over HTTPS until SIGTERM; SIGHUP reads the certificate again.",
    discussion: """
      Without a usable campaign file the closed page is served, and nothing is taken.

      EXAMPLE:
        ovoz-intake serve --settings /etc/ovoz-intake/intake.yaml
      """.paragraphs)

  @OptionGroup var options: SettingsOption

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let renewals = await CertificateRenewals()
      let settings = try options.read()
      let log = Self.log()
      let campaign = Self.campaign(settings, log)
      let identity =
        settings.needsCertificate
        ? try TLSIdentity(certificate: settings.certificate, key: settings.certificateKey) : nil
      let opened = try Self.opened(campaign, settings)
      let service = try Self.service(settings, campaign, opened?.inbox, log, identity, renewals)
      try await service.run()
      withExtendedLifetime(opened?.lock) {}
    }
  }

  /// Words of what happens on standard error; systemd is told when the form can be reached.
  private static func log() -> EventLog {
    EventLog { event in
      TerminalControl.tell("ovoz-intake: \(event.rawValue)\n")
      if event == .started { ServiceManager()?.tellReady() }
    }
  }

  /// The databases, whole and tidied, and the lock that keeps a second server from them.
  private static func opened(
    _ campaign: Campaign?, _ settings: IntakeSettings
  ) throws -> (inbox: SQLiteInbox, lock: ServerLock)? {
    guard let campaign else { return nil }
    // The lock comes first: opening migrates, and a server of the version before may be at work on the folder.
    let lock = try ServerLock(folder: settings.state)
    let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
    try inbox.begin(holding: lock)
    return (inbox, lock)
  }

  private static func service(
    _ settings: IntakeSettings, _ campaign: Campaign?, _ inbox: SQLiteInbox?, _ log: EventLog,
    _ identity: TLSIdentity?, _ renewals: CertificateRenewals
  ) throws -> IntakeService {
    let (publicLog, published) = (LogBox(), AnswerBox())
    let outbox = try outbox(inbox, campaign, settings, log)
    return IntakeService(
      settings: settings,
      intake: try intake(settings, campaign, inbox, (publicLog, published), log),
      identity: identity, inbox: inbox, pull: try pull(outbox, settings, log),
      renewals: renewals, log: log
    ) {
      readAnswer(settings, campaign, published, log)
      try publish(inbox, campaign, settings, publicLog)
      do { try await outbox?.closePeriods(bundles: settings.takesPulls) } catch {
        log(.pullFailed)
      }
    }
  }

  private static func campaign(_ settings: IntakeSettings, _ log: EventLog) -> Campaign? {
    switch settings.readCampaign() {
    case .success(let campaign): return campaign
    case .failure(.otherKey): log(.closedOtherKey)
    case .failure: log(.closedNoCampaign)
    }
    return nil
  }

  /// Brings the public log up to the periods that have closed.
  private static func publish(
    _ inbox: SQLiteInbox?, _ campaign: Campaign?, _ settings: IntakeSettings, _ box: LogBox
  ) throws {
    guard let inbox, let campaign else { return }
    try inbox.publishLog(
      before: campaign.logEpoch(of: Day(of: Date())), key: try settings.signingKey())
    box.replace(by: try inbox.publicLog())
  }

  /// Takes up what the organisers have published since.
  static func readAnswer(
    _ settings: IntakeSettings, _ campaign: Campaign?, _ box: AnswerBox, _ log: EventLog
  ) {
    guard let campaign, let bytes = FileManager.default.contents(atPath: settings.answer.path)
    else { return }
    do { box.replace(by: try PublishedAnswer(Array(bytes), of: campaign)) } catch {
      log(.answerUnusable)
    }
  }

  private static func outbox(
    _ inbox: SQLiteInbox?, _ campaign: Campaign?, _ settings: IntakeSettings, _ log: EventLog
  ) throws -> Outbox? {
    guard let inbox, let campaign else { return nil }
    let start = ContinuousClock.now
    let clock = ClockWatch(
      folder: settings.state, retentionDays: settings.retentionDays, log: log
    ) { ContinuousClock.now - start }
    if try inbox.count() == 0 { ClockWatch.note(Day(of: Date()), in: settings.state) }
    return Outbox(
      inbox, of: campaign, rules: settings.rules, key: try settings.signingKey(), clock: clock
    ) { Day(of: Date()) }
  }

  private static func pull(
    _ outbox: Outbox?, _ settings: IntakeSettings, _ log: EventLog
  ) throws -> PullApplication? {
    guard let outbox, settings.takesPulls else { return nil }
    let start = ContinuousClock.now
    return try PullApplication(outbox, keys: settings.pullKeys, log: log) {
      (ContinuousClock.now - start) / .seconds(1)
    }
  }

  private static func audio(_ settings: IntakeSettings, _ campaign: Campaign?) -> AudioFiles {
    guard let folder = settings.audio, let campaign else { return .none }
    return AudioFiles(folder: folder, questions: campaign.form.questions.map(\.id))
  }

  /// The intake of these settings; `day` fixes its day, and then it has room whatever the disk says.
  static func intake(
    _ settings: IntakeSettings, _ campaign: Campaign?, _ inbox: SQLiteInbox?,
    _ boxes: (log: LogBox, answer: AnswerBox), _ log: EventLog, day: Day? = nil
  ) throws -> Intake {
    let disk = DiskSpace(folder: settings.state, least: settings.leastFreeMegabytes << 20)
    return try Intake(
      campaign: campaign, store: inbox, texts: settings.pageTexts(),
      exit: settings.exit, help: HelpLines(file: settings.help),
      audio: audio(settings, campaign),
      notice: NoticeScript(folder: settings.redaction, texts: settings.notice), log: log,
      door: Door(
        slips: settings.slips, perMinute: settings.uninvitedPerMinute,
        burst: settings.uninvitedBurst),
      publicLog: boxes.log, published: boxes.answer,
      today: { day ?? Day(of: Date()) }, hasRoom: { day != nil || disk.isEnough() })
  }
}
