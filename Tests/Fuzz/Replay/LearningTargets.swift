// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

@testable import ThemeLearning

extension FuzzTarget {
  /// Any text, through what was learned of others; reasons are in order and inside the text.
  static let learner = FuzzTarget(name: "learner") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    check(learned, on: text)
    return !text.isEmpty
  } seeds: {
    texts.prefix(3).map { Array($0.utf8) }
  }

  /// Any texts, a line each, that are learned from and then judged.
  static let learning = FuzzTarget(name: "learning") { bytes in
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", maxSplits: 11, omittingEmptySubsequences: false)
    guard lines.count > 1 else { return false }
    let taught = lines.enumerated().map { number, line in
      CodedText(
        text: String(line), codes: number.isMultiple(of: 2) ? ["fined"] : [],
        silent: number % 5 == 3 ? ["court"] : [])
    }
    check(ThemeModel(taught, cues: cues), on: String(lines[0]))
    return true
  } seeds: {
    [texts.joined(separator: "\n"), "they fined me\n\nчай\n\u{301}\nжарима"].map { Array($0.utf8) }
  }

  private static func check(_ model: ThemeModel, on text: String) {
    let length = text.unicodeScalars.count
    for judged in model.judge(text) {
      precondition((0...1).contains(judged.probability), "a probability")
      var end = 0
      for reason in model.reasons(for: judged.code, in: text) {
        precondition(reason.range.lowerBound >= end && reason.weight > 0 && !reason.range.isEmpty)
        end = reason.range.upperBound
      }
      precondition(end <= length)
    }
  }

  private static let cues = CueFinder([
    (code: "fined", cues: ["fined", "штраф*", "жарима*"]),
    (code: "court", cues: ["суд*", "judge"]),
  ])

  private static let learned = ThemeModel(
    texts.enumerated().map { number, text in
      CodedText(text: text, codes: [["fined"], ["court"], []][number % 3])
    }, cues: cues)

  private static let texts = [
    "they fined me twice", "судья кричал на меня", "they gave tea", "маро жарима карданд",
    "the judge said no", "чой доданд", "штраф без бумаги", "sud juda uzoq davom etdi", "warm bread",
    "a fine again", "the court was closed", "нам дали хлеб",
  ]
}
