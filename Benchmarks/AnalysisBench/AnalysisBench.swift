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
  /// A line of a file is not as the command's help describes; counted from 1.
  case unreadable(String, line: Int)
  /// A part that is marked on this line ends behind its text, or before it begins.
  case spanOutside(String, line: Int)
  /// A file has no line.
  case empty(String)
  /// The project's own lists are not where they were sought.
  case noProject(String)

  var description: String {
    switch self {
    case .unusable(let file): "\(file) cannot be used: see --help for how its lines are written"
    case .unreadable(let file, let line):
      "\(file):\(line): cannot be read: see --help for how lines are written"
    case .spanOutside(let file, let line):
      "\(file):\(line): a span lies outside of the text: it counts code points, end exclusive"
    case .empty(let file): "\(file):1: the file is empty: give one with a text a line"
    case .noProject(let file):
      "\(file) cannot be read: start it in the project's folder, or name that with --project"
    }
  }
}
