// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Quoting
import Release
import ReleaseLedger
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the summary for the room.",
    subcommands: [
      Preview.self, ReleaseFiles.self, CopyReleaseCommand.self, CommitmentsCommand.self,
      LedgerCommand.self, VerifyReleaseCommand.self,
    ])

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a release would show, and why each hidden figure is hidden.",
      discussion: """
        For your eyes: the reasons are not part of a release. JSON names them by `status`.

        EXAMPLE:
          ovoz report preview --title "Roundtable, autumn 2026" \\
            --collector "Name of the organisation"
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var report: ReportOptions
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let cohort = try Cohort(unlock.unlock(), report)
        guard cohort.scope.mode != .noisy else {
          throw Failure(
            "a preview of noise would tell more than the release", hint: "release it, or wait",
            code: 20)
        }
        let judged = try cohort.judge(named: "preview", report)
        try show(judged.summary, cohort)
        try cohort.sayWhatIsQuoted(judged)
        cohort.sayWhatWaits()
      }
    }

    private func show(_ summary: Summary, _ cohort: Cohort) throws {
      let renderer = try report.renderer(cohort.workbench.codebook)
      let ahead = cohort.ahead(summary)
      if json {
        let printed = PreviewReport(summary, ahead) { renderer.display($0, of: summary) }
        return try Terminal.printJSON("ovoz.preview", printed)
      }
      print(renderer.preview(summary), terminator: "")
      for line in ahead?.lines ?? [] { print(line) }
    }
  }

  struct ReleaseFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release",
      abstract: "Write what the room gets, in four languages: pages, documents, slides, tables.",
      discussion: """
        Each testimony is counted in one release only, so that no two releases can be subtracted. A copy of an earlier
        release comes from `ovoz report copy`.

        Two other ways, chosen with the first release for the campaign's whole life: --mode cumulative (from 100
        people on: figures grow, and each moves only when ten people or more make the difference; before anybody answers,
        say in thanksPublished and withdrawText of pages.yaml that who withdraws stays counted, without words) and
        --mode noisy (from 150 on, at most four releases).

        EXAMPLE:
          ovoz report release --name autumn-1 --out summary \\
            --title "Roundtable, autumn 2026" --collector "Name of the organisation"
        """.paragraphs)

    @Option(help: "The release's name, printed on each page.") var name: String
    @Option(help: "The folder to write to; it must not exist yet.", completion: .directory)
    var out: String
    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var report: ReportOptions
    @OptionGroup var room: RoomOptions
    @Flag(help: "Take a --today that is not the clock's day; the record of releases says so.")
    var rehearsal = false
    @Flag(help: "Release without quotations; those that are approved wait for the next one.")
    var withoutQuotations = false
    @Flag(
      help: "Release although some testimonies of closed periods are not read; the pages say so.")
    var leaveUnread = false
    @Option(
      help: "After a restore: the name on the last summary that was given out, or none.")
    var lastRelease: String?

    func run() throws {
      try Failure.report {
        try report.today.check(rehearsal: rehearsal)
        try NewFolder.check(out)
        let vault = try unlock.unlock()
        // Before anything is counted: whatever is released from now on is noticed.
        let number = try vault.nextRelease()
        let ledger = try vault.readLedger().ledger
        try checkLastRelease(ledger, vault)
        let cohort = try Cohort(vault, report)
        let judged = try cohort.judge(named: name, report)
        try cohort.checkUnread(leaving: leaveUnread)
        let quotations = withoutQuotations ? nil : try cohort.quotations(for: judged)
        let approved = quotations?.approved ?? []
        let files = try room.files(
          judged.summary, report.config, cohort.workbench, quotations: approved.map(Quotation.init),
          integrity: ledger.entries.isEmpty ? nil : ledger.head)
        let folder = try NewFolder(out)
        defer { folder.remove() }
        try vault.keepRelease(
          as: number, files: files, contributors: judged.marked,
          entry: try cohort.entry(number, judged, files, approved, after: ledger.head, report)
            .bytes,
          day: report.today.day(), remember: try remembered(number, judged, approved, vault))
        try finish(number, files, in: folder, vault)
        print("release \(number): \(files.count) files in \(folder.path)")
        if try report.today.clockIfOther() != nil {
          Terminal.say("a rehearsal: its day is not the clock's, as the record of releases says")
        }
        quotations?.sayWhatStays()
        cohort.sayWhatWaits()
      }
    }

    /// The release is kept and counts, whatever happens to its files.
    private func finish(
      _ number: Int, _ files: [String: [UInt8]], in folder: NewFolder, _ vault: OpenVault
    ) throws {
      do {
        try vault.store.log(.released, about: "\(vault.campaign.name) \(number)")
        try folder.write(files)
      } catch {
        throw Failure(
          "release \(number) is kept, but \(folder.path) could not be written",
          hint: "make room on the disk; `ovoz report copy \(number) --out …` writes it again")
      }
    }

    /// A vault that was restored has forgotten what was released since its copy: a person says what that was (G10).
    private func checkLastRelease(_ ledger: ReleaseLedger, _ vault: OpenVault) throws {
      guard let lastRelease else {
        guard try vault.store.mayLackReleases(of: vault.campaign) else { return }
        throw Failure(
          "this vault was restored from a copy: what was released since is not in it",
          hint: "add --last-release with the name on the last summary given out, or none",
          code: 20)
      }
      guard lastRelease == ledger.entries.last?.release ?? "none" else {
        throw Failure(
          "the last release that this vault knows of has another name",
          hint: "find a newer copy of the vault: this one would count people again",
          code: 20)
      }
    }

    /// What the campaign has to remember of a release beside its entry in the ledger.
    private func remembered(
      _ number: Int, _ judged: JudgedRelease, _ approved: [ApprovedQuotation], _ vault: OpenVault
    ) throws -> [DecisionKind: [UInt8]] {
      var kept: [DecisionKind: [UInt8]] = [:]
      if let state = judged.state { kept[.scope] = Array(try JSONEncoder().encode(state)) }
      if !approved.isEmpty {
        let quoted = try vault.quotedRecords(adding: approved, in: number)
        kept[.quoted] = Array(try JSONEncoder().encode(quoted))
      }
      return kept
    }
  }
}
