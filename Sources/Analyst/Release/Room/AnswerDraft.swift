// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// The draft of the organisers' answer to everybody who wrote, as `ovoz answer` reads it.
///
/// What was heard are the themes that a release has shown; what was decided or refused comes from the
/// promises. Where a theme, a promise, an owner or a language is missing, a gap stays that `ovoz answer check`
/// names with its line: no answer goes out with half of it missing.
struct AnswerDraft {
  let content: RoomContent
  let codebook: Codebook
  /// As many points as one answer holds (`OrganisersAnswer.mostPoints`).
  static let mostPoints = 24

  var text: String {
    let points = self.points.prefix(Self.mostPoints)
    return
      ([Self.preface, "from:"] + texts(collector, indent: 2)
      + ["day: \"\"", "points:"] + points.flatMap(\.self)).joined(separator: "\n") + "\n"
  }

  private static let preface = """
    # A draft, made of one release and of what was promised. Complete every empty text, write the day
    # of the answer as 2026-03-01, take out what you do not want to say, and try it with
    # `ovoz answer check FILE`.
    """

  private var collector: TypedText {
    TypedText(
      texts: Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, content.summary.collector) }))
  }

  private var points: [[String]] {
    let shown = content.summary.rows.filter {
      $0.group != .helped && ($0.status == .band || $0.status == .rounded)
    }
    let answered = content.commitments.map { point(heard(of: $0), on: $0) }
    let themes = Set(content.commitments.compactMap(\.theme))
    let open = shown.filter { !themes.contains($0.theme) }
      .map { point(name(of: $0.theme), on: nil) }
    return answered + open
  }

  private func heard(of commitment: Commitment) -> TypedText {
    commitment.theme.map(name) ?? TypedText(texts: [:])
  }

  private func name(of theme: String) -> TypedText {
    TypedText(texts: codebook[theme]?.name.texts ?? [:])
  }

  private func point(_ heard: TypedText, on commitment: Commitment?) -> [String] {
    let head = ["  - heard:"] + texts(heard, indent: 6)
    guard let commitment else {
      let nothing = TypedText(texts: [:])
      return head + ["    decided:"] + texts(nothing, indent: 6) + ["    owner:"]
        + texts(nothing, indent: 6) + ["    by: \"\""]
    }
    guard commitment.status == .notPossible, let last = commitment.steps.last else {
      return head + ["    decided:"] + texts(commitment.promise, indent: 6) + ["    owner:"]
        + texts(commitment.owner, indent: 6) + ["    by: \(Self.quoted(commitment.by ?? ""))"]
    }
    return head + ["    refused:"] + texts(commitment.promise, indent: 6) + ["    why:"]
      + texts(last.note, indent: 6) + ["    owner:"] + texts(commitment.owner, indent: 6)
  }

  private func texts(_ text: TypedText, indent: Int) -> [String] {
    Language.allCases.map { language in
      let space = String(repeating: " ", count: indent)
      return "\(space)\(language.rawValue): \(Self.quoted(text.texts[language] ?? ""))"
    }
  }

  /// A double-quoted scalar of YAML 1.2 (§7.3.1); what was typed is on one line already.
  static func quoted(_ text: String) -> String {
    var output = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { output.append("\\") }
      output.append(scalar)
    }
    output.append("\"")
    return String(output)
  }
}
