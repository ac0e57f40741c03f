// SPDX-License-Identifier: Apache-2.0

import AnalysisBench
import ArgumentParser

@main
struct OvozBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ovoz-bench",
    abstract: "Measures Ovoz beside baselines of the same run; all testimonies are invented.",
    discussion: """
      Benchmarks/run calls these in order. Everything stays on this machine: servers listen on 127.0.0.1.

      EXAMPLES:
        ovoz-bench crypto --seconds 3
        ovoz-bench page --json
      """,
    subcommands: [
      CryptoCommand.self, OpenAllCommand.self, BodiesCommand.self, ServeCommand.self,
      RawSQLiteCommand.self, SyncCommand.self, BundleCommand.self, DecideCommand.self,
      PageCommand.self, AttackCommand.self, TwoWayCommand.self, NoiseCommand.self,
    ] + AnalysisBench.commands)
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "The project's folder, which holds Config and Tests/Voices.") var project = "."
}

/// Why a measurement could not be made.
enum BenchError: Error, CustomStringConvertible {
  /// A command of the system failed, or said something unexpected.
  case commandFailed(String)
  /// A file of the project is missing or is not what it was.
  case unusable(String)
  /// Something that was measured did not do its work.
  case wrongResult(String)

  var description: String {
    switch self {
    case .commandFailed(let name): "`\(name)` failed: is it installed?"
    case .unusable(let file): "\(file) cannot be used: see --project"
    case .wrongResult(let what): "a measurement is void: \(what)"
    }
  }
}
