// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

@main
struct Ovoz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ovoz",
    abstract: "Opens, redacts, themes and releases testimonies, on the analysts' machine.",
    discussion: """
      Words stay sealed on disk; a command opens them in memory and forgets them.

      EXAMPLES:
        ovoz campaign new autumn --opens 2026-12-01 --closes 2027-02-28
        ovoz inbox import bundle-1.ovoz
        ovoz list
        ovoz redact 3fa9
        ovoz code
        ovoz agree
        ovoz search qonun
        ovoz quote propose 3fa9 --theme blamed --lang en --as sitora --file words
        ovoz report preview --title "Roundtable" --collector "Organisation"
        ovoz report release --name autumn-1 --out summary --title "Roundtable" \\
          --collector "Organisation"
        ovoz reply 3fa9 --file reply.txt
        ovoz answer publish Config/answer.yaml --out answer.ovoz

      EXIT CODES:
         0  done
         1  failed
         3  done in part: some testimonies do not open
        10  not there: a vault, campaign, testimony, release, coder, pack or reply
        12  wrong passphrase, key or share, or its file cannot be used
        13  refused: memory could reach an unencrypted disk
        20  refused by the release policy, or by a rule for codes, files and packs
        21  refused: the last import is too long ago
        22  refused: a second person has not approved
        23  refused: the privacy budget is spent
        30  something was changed, does not follow, or is of another kind or version
        64  wrong usage, or a file that was named cannot be read
        78  a mistake in a configuration file
      """.paragraphs,
    version: "0.1.0",
    subcommands: [
      CampaignCommand.self, InboxCommand.self, ListCommand.self, ReadCommand.self,
      RedactCommand.self, CodeCommand.self, CodingCommand.self, AgreeCommand.self,
      CodebookCommand.self, ExportCommand.self, SearchCommand.self, DiscoverCommand.self,
      StatsCommand.self, SaturationCommand.self, QuoteCommand.self, ReviewerCommand.self,
      ReportCommand.self, ReplyCommand.self, AnswerCommand.self, AccessCommand.self,
      LogCommand.self, CheckCommand.self, VerifyPageCommand.self, KeysCommand.self,
      ShareFieldCommand.self, ReaderCommand.self, BackupCommand.self, RestoreCommand.self,
      OperatorCommand.self, DoctorCommand.self, SimilarCommand.self, ModelsCommand.self,
    ])
}
