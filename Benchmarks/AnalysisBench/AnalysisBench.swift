// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser

/// Measures what reads words: redaction, themes, discovery and languages, on any data.
public enum AnalysisBench {
  /// The commands, for a program that lists them.
  public static var commands: [any ParsableCommand.Type] {
    [
      ThemingCommand.self,
      RedactionCommand.self,
      LanguageCommand.self,
      DiscoveryCommand.self,
      PackCommand.self,
      TrainTaggerCommand.self,
      WordListsCommand.self,
    ]
  }
}

/// Why a measurement could not be made.
enum AnalysisBenchError: Error, CustomStringConvertible {
  /// A file is missing or is not as the command's help describes.
  case unusable(String)

  var description: String {
    switch self {
    case .unusable(let file): "\(file) cannot be used: see --help for how its lines are written"
    }
  }
}
