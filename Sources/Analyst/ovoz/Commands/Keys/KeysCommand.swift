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
        ovoz keys join --share demo-f0397c40-share-1.json \\
          --share demo-f0397c40-share-2.json
        ovoz list --share demo-f0397c40-share-1.json \\
          --share demo-f0397c40-share-2.json
        ovoz keys paper demo-f0397c40-share-2.json --out firuza.html
      """.paragraphs,
    subcommands: [
      KeysSplitCommand.self, KeysJoinCommand.self, KeysReshareCommand.self, KeysListCommand.self,
      KeysPaperCommand.self, KeysRecordCommand.self,
    ])
}
