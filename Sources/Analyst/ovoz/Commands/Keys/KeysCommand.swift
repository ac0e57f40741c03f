// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Split a campaign's key among custodians, and open only together.",
    discussion: """
      Deploy/KEY-CEREMONY.md leads through it, step by step.

      EXAMPLES:
        ovoz keys split --threshold 2 --custodians 3 --out /media/stick
        ovoz keys list
        ovoz keys join --share firuza.json --share daler.json
        ovoz list --share firuza.json --share daler.json
        ovoz keys paper firuza.json --out firuza.html
      """.paragraphs,
    subcommands: [
      KeysSplitCommand.self, KeysJoinCommand.self, KeysReshareCommand.self, KeysListCommand.self,
      KeysPaperCommand.self, KeysRecordCommand.self,
    ])
}
