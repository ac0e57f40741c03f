// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import RedactionTables

/// Makes `Config/redaction/rare.txt` of plain word lists.
struct WordListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word-lists",
    abstract: "Writes words by sound, for Config/redaction/rare.txt, to standard output.",
    discussion: """
      Each file holds a word or name a line, in any script and case. A file of places may have lines
      [country region] before the places of a region. What cannot be told apart by sound stands once.

      EXAMPLES:
        ovoz-bench word-lists --given given.txt --surnames surnames.txt --places places.txt \\
          --proper proper.txt --ordinary ordinary.txt --header header.txt > Config/redaction/rare.txt
      """)

  @Option(help: "Given names; may be given again.") var given: [String] = []
  @Option(help: "Surnames; may be given again.") var surnames: [String] = []
  @Option(help: "Places; may be given again.") var places: [String] = []
  @Option(help: "Names of which is not known whose; may be given again.") var proper: [String] = []
  @Option(help: "Words of everyday language; may be given again.") var ordinary: [String] = []
  @Option(help: "The comment at the top of the file.") var header: String

  func run() throws {
    print(try read(header), terminator: "")
    for (section, files) in [
      ("given", given), ("surnames", surnames), ("places", places), ("proper", proper),
      ("ordinary", ordinary),
    ] {
      try write(section, files)
    }
  }

  private func write(_ section: String, _ files: [String]) throws {
    var words: [String: Set<String>] = [:]
    var heading = section
    for line in try files.flatMap({ try read($0).split(whereSeparator: \.isNewline) }) {
      if line.first == "[" {
        heading = "\(section) \(line.dropFirst().dropLast())"
        continue
      }
      let sounds = line.split { $0.isWhitespace || $0 == "-" }.map { Skeleton.of(String($0)) }
      let word = sounds.joined(separator: " ")
      if word.utf8.count > 2 { words[heading, default: []].insert(word) }
    }
    for heading in words.keys.sorted() {
      print("[\(heading)]")
      print((words[heading] ?? []).sorted().joined(separator: "\n"))
    }
  }

  private func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
