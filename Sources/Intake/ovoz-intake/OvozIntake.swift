// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

@main
struct OvozIntake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ovoz-intake",
    abstract: "Takes sealed testimonies, on the machine that survivors reach.",
    discussion: """
      This machine holds no key that opens a testimony, and this program no code that could.

      EXAMPLES:
        ovoz-intake check --settings /etc/ovoz-intake/intake.yaml
        ovoz-intake serve --settings /etc/ovoz-intake/intake.yaml
        ovoz-intake slips --count 50 --url https://form.example --out slips.html
        ovoz-intake bundle --out /media/stick/bundle-1.ovoz
        ovoz-intake backup /media/disk/intake.ovozcopy --to aziza.operator.json

      EXIT CODES:
         0  done
         1  failed
         3  done in part: submit, restore
        64  wrong usage
        78  a mistake in a configuration file
      """.paragraphs,
    version: "0.1.0",
    subcommands: [
      ServeCommand.self, BundleCommand.self, SlipsCommand.self, KeyCommand.self,
      CheckCommand.self, ManifestCommand.self, PublicLogCommand.self, FormCommand.self,
      SubmitCommand.self, BackupCommand.self, RestoreCommand.self,
    ])
}
