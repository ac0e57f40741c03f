// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import TestimonyModel

extension OrganisersAnswer {
  /// Reads an answer as people write it (Config/answer.yaml); a mistake names `file`, the line and what is wanted.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var members = try ConfigNode(parsing: yaml, file: file).mapping()
    let from = try Self.text(try members.required("from"))
    let day = try Self.day(try members.required("day"))
    let opening = try Self.text(members.optional("opening"))
    let list = try members.required("points")
    try members.finish()
    let nodes = try list.list()
    guard (1...Self.mostPoints).contains(nodes.count) else {
      throw list.mistake("1 to \(Self.mostPoints) points")
    }
    var points: [AnswerPoint] = []
    for node in nodes { points.append(try Self.point(node)) }
    self.init(from: from, day: day, opening: opening, points: points)
  }

  private static func point(_ node: ConfigNode) throws(ConfigMistake) -> AnswerPoint {
    var members = try node.mapping()
    let heard = try text(try members.required("heard"))
    let outcome: AnswerPoint.Outcome
    switch (members.optional("decided"), members.optional("refused")) {
    case (let decided?, nil):
      outcome = .decided(
        try text(decided), owner: try text(try members.required("owner")),
        by: try day(try members.required("by")))
    case (nil, let refused?):
      outcome = .refused(
        try text(refused), why: try text(try members.required("why")),
        owner: try text(members.optional("owner")))
    default: throw node.mistake("either “decided” or “refused”, one of them")
    }
    try members.finish()
    return AnswerPoint(heard: heard, outcome: outcome)
  }

  private static func text(_ node: ConfigNode?) throws(ConfigMistake) -> LocalizedText? {
    guard let node else { return nil }
    let found: LocalizedText = try text(node)
    return found
  }

  private static func text(_ node: ConfigNode) throws(ConfigMistake) -> LocalizedText {
    let text = try LocalizedText(node)
    guard isWhole(text) else {
      throw node.mistake(
        "at most \(mostTextBytes) bytes in each language, and no control characters")
    }
    return text
  }

  private static func day(_ node: ConfigNode) throws(ConfigMistake) -> Day {
    guard let day = Day(try node.string()) else { throw node.mistake("a day, as 2026-12-31") }
    return day
  }
}
