// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",

    abstract: "Look whether this machine and this vault are fit for testimonies.",
    discussion: """
      Asks for no passphrase and opens nothing. Each line is ok, warn or fail, with what to do. Exit code 1 when one fails.

      EXAMPLES:
        ovoz doctor
        ovoz doctor --json
      """.paragraphs)

  @OptionGroup var vault: VaultOption
  @OptionGroup var config: ConfigOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var today: TodayOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let doctor = Doctor(folder: vault.folder, today: try today.day())
      let findings =
        doctor.machine(config) + doctor.models(try? models.shelf(config))
        + doctor.vault()
      if json {
        try Terminal.printJSON("ovoz.doctor", findings)
      } else {
        for finding in findings {
          print("\(finding.verdict.rawValue.padded(5))\(finding.check): \(finding.what)")
          if let todo = finding.todo { Terminal.printWrapped("→ \(todo)", indent: 5) }
        }
      }
      if findings.contains(where: { $0.verdict == .fail }) { throw ExitCode(1) }
    }
  }
}
