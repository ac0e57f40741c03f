// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeServer
import IntakeStore
import Sealing
import TerminalControl
import TestimonyModel

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Take in what a device without a network saved as a file or showed as codes.",
    discussion: """
      Codes come as text, one a line, in any order, also twice. Testimonies that are whole are stored, once, however often
      this is run; what is missing or damaged is named. The server may run meanwhile.

      EXAMPLES:
        ovoz-intake submit form.txt
        zbarcam --raw -Sdisable -Sqrcode.enable > codes.txt
        ovoz-intake submit codes.txt
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Argument(help: "Files that the device saved, or texts of its codes.", completion: .file())
  var files: [String]

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      let today = Day(of: Date())
      try Self.checkTime(settings, campaign, today)
      let found = try read(campaign)
      let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
      let lock = try ServerLock(folder: settings.state, named: .submit)
      if try inbox.count() == 0 { ClockWatch.note(today, in: settings.state) }
      let counts = try await store(
        found.submissions, in: inbox, epoch: campaign.epoch(of: today), campaign,
        takesUninvited: settings.slips != .required)
      withExtendedLifetime(lock) {}
      print("\(counts.new) new, \(counts.known) known, \(counts.refused) refused")
      for fault in found.faults { print("not taken: \(words(fault))") }
      guard counts.refused == 0, found.faults.isEmpty else {
        throw ExitCode(counts.new + counts.known > 0 ? 3 : 1)
      }
    }
  }

  /// Nothing is taken in that nobody can open any more, or that would leave again before anybody fetched it.
  private static func checkTime(
    _ settings: IntakeSettings, _ campaign: Campaign, _ today: Day
  ) throws {
    if let end = settings.keyEnd, end.isOver(on: today) {
      throw Failure(
        "the campaign's key ended on \(end.day): nobody is to open what comes now",
        hint: "keep the files sealed as they are, and ask the organisers")
    }
    let epoch = campaign.epoch(of: today)
    let expired = settings.rules.expired(campaign, on: Day(number: today.number + 1))
    guard epoch >= max(expired.epoch, expired.openLane) else {
      throw Failure(
        "the campaign closed on \(campaign.closes), \(settings.retentionDays) days ago or more: what is taken in now would leave unread",
        hint: "raise `retentionDays` in the settings, restart the intake, and run this again")
    }
  }

  private func read(_ campaign: Campaign) throws -> SubmissionFile {
    var found = SubmissionFile(campaign: campaign.id)
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: file), bytes.count <= 256 << 20 else {
        throw Failure("\(file) cannot be read", hint: "is the stick plugged in?")
      }
      found.read(String(decoding: bytes, as: UTF8.self))
    }
    found.finish()
    return found
  }

  private func store(
    _ submissions: [[UInt8]], in inbox: SQLiteInbox, epoch: Int, _ campaign: Campaign,
    takesUninvited: Bool
  ) async throws -> (new: Int, known: Int, refused: Int) {
    var counts = (new: 0, known: 0, refused: 0)
    for bytes in submissions {
      guard let submission = try? Submission(bytes, of: campaign),
        submission.sealed.header.sealedBy == .browser
      else {
        counts.refused += 1
        continue
      }
      do {
        switch try await inbox.accept(
          submission, epoch: epoch, takesUninvited: takesUninvited)
        {
        case .stored: counts.new += 1
        case .storedBefore: counts.known += 1
        }
      } catch IntakeStoreError.recordTaken {
        counts.refused += 1
      } catch IntakeStoreError.notInvited {
        counts.refused += 1
      }
    }
    return counts
  }

  private func words(_ fault: SubmissionFile.Fault) -> String {
    switch fault {
    case .nothing(let file): "\(files[file - 1]): nothing in it: copy it again"
    case .damaged(let file, let line): "\(files[file - 1]):\(line): damaged"
    case .unknownVersion(let file): "\(files[file - 1]): written for a newer version"
    case .otherCampaign(let file): "\(files[file - 1]): another campaign's, or cut off"
    case .cutOff(let file): "\(files[file - 1]): not whole: ask for it again"
    case .missingCodes(let series, let numbers):
      "series \(series): codes \(numbers.map(String.init).joined(separator: ", ")) are missing"
    }
  }
}
