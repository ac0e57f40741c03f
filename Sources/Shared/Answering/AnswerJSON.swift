// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import TestimonyModel

/// The page of an answer as it stands in the signed file (AnswerFormat §2).
struct AnswerJSON: Codable {
  struct Point: Codable {
    var heard: LocalizedText
    var decided: LocalizedText?
    var refused: LocalizedText?
    var why: LocalizedText?
    var owner: LocalizedText?
    var by: String?
  }

  let from: LocalizedText
  let day: String
  let opening: LocalizedText?
  let points: [Point]

  init(_ answer: OrganisersAnswer) {
    (from, day, opening) = (answer.from, answer.day.description, answer.opening)
    points = answer.points.map(Self.point)
  }

  private static func point(_ point: AnswerPoint) -> Point {
    switch point.outcome {
    case .decided(let decided, let owner, let by):
      Point(heard: point.heard, decided: decided, owner: owner, by: by.description)
    case .refused(let refused, let why, let owner):
      Point(heard: point.heard, refused: refused, why: why, owner: owner)
    }
  }

  /// The bytes that are signed.
  func bytes() throws(AnswerError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else { throw .badPage }
    return Array(json)
  }

  /// Reads the page and checks it as if nobody had signed it.
  static func answer(_ bytes: ArraySlice<UInt8>) throws(AnswerError) -> OrganisersAnswer {
    guard let json = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      let day = Day(json.day), (1...OrganisersAnswer.mostPoints).contains(json.points.count)
    else { throw .badPage }
    let points = json.points.compactMap(\.point)
    let answer = OrganisersAnswer(
      from: json.from, day: day, opening: json.opening, points: points)
    guard points.count == json.points.count, answer.texts.allSatisfy(OrganisersAnswer.isWhole)
    else { throw .badPage }
    return answer
  }
}

extension AnswerJSON.Point {
  /// The point, or nil where its members do not belong together.
  fileprivate var point: AnswerPoint? {
    if let decided, let owner, let by = by.flatMap(Day.init), refused == nil, why == nil {
      return AnswerPoint(heard: heard, outcome: .decided(decided, owner: owner, by: by))
    }
    if let refused, let why, decided == nil, by == nil {
      return AnswerPoint(heard: heard, outcome: .refused(refused, why: why, owner: owner))
    }
    return nil
  }
}
