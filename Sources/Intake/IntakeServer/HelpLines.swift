// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import Foundation
public import TestimonyModel

/// The lines that a survivor may call, from Config/help.yaml, each with the day on which someone tried it.
///
/// A line that nobody has tried for long hides itself: a number that does not answer costs courage.
public struct HelpLines: Equatable, Sendable {
  /// One line.
  public struct Line: Equatable, Sendable {
    let name: LocalizedText
    let number: String?
    let place: LocalizedText?
    let answers: LocalizedText
    let hours: LocalizedText
    let languages: LocalizedText
    let checked: Day
    let until: Day?
  }

  /// No lines at all.
  public static let none = HelpLines(staleAfterDays: 90, lines: [])

  let staleAfterDays: Int
  let lines: [Line]

  init(staleAfterDays: Int, lines: [Line]) {
    (self.staleAfterDays, self.lines) = (staleAfterDays, lines)
  }

  /// Reads the file; a mistake names file and line.
  public init(file: URL) throws(ConfigMistake) {
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    try self.init(parsing: yaml, file: file.relativePath)
  }

  init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var members = try ConfigNode(parsing: yaml, file: file).mapping()
    staleAfterDays = try members.optional("staleAfterDays")?.integer(in: 7...366) ?? 90
    var lines: [Line] = []
    for node in try members.required("lines").list() { lines.append(try Line(node)) }
    try members.finish()
    self.lines = lines
  }

  /// The lines to show on a day.
  func valid(on today: Day) -> [Line] { lines.filter { isValid($0, on: today) } }

  /// The English names of the lines that hide themselves on a day.
  public func hidden(on today: Day) -> [String] {
    lines.filter { !isValid($0, on: today) }.map { $0.name[.en] }
  }

  private func isValid(_ line: Line, on today: Day) -> Bool {
    let age = today.number - line.checked.number
    return (0...staleAfterDays).contains(age) && line.until.map { today <= $0 } ?? true
  }
}

extension HelpLines.Line {
  init(_ node: ConfigNode) throws(ConfigMistake) {
    var members = try node.mapping()
    func text(_ name: String) throws(ConfigMistake) -> LocalizedText {
      try LocalizedText(try members.required(name), drafts: true)
    }
    name = try text("name")
    number = try members.optional("number")?.nonEmptyString()
    let place = members.optional("where")
    self.place = if let place { try LocalizedText(place, drafts: true) } else { nil }
    (answers, hours, languages) = (try text("answers"), try text("hours"), try text("languages"))
    checked = try Self.day(try members.required("checked"))
    let until = members.optional("until")
    self.until = if let until { try Self.day(until) } else { nil }
    try members.finish()
    guard number != nil || self.place != nil else {
      throw node.mistake("a line has a number or a where")
    }
  }

  private static func day(_ node: ConfigNode) throws(ConfigMistake) -> Day {
    guard let day = Day(try node.string()) else {
      throw node.mistake("a day is written as 2026-11-01")
    }
    return day
  }
}
