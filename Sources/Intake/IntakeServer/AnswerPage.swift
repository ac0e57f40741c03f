// SPDX-License-Identifier: Apache-2.0

import Answering
import ConfigFile
import Mustache

/// The page with what the roundtable answered.
struct AnswerPage: Sendable {
  /// One thing that was heard, and what came of it; what is nil is left out.
  struct Line: Sendable {
    var heard: String
    var decided: String?
    var refused: String?
    var why: String?
    var owner: String?
    var by: String?
  }

  private let template: MustacheTemplate
  private let texts: PageTexts

  init(_ texts: PageTexts) throws(IntakeServerError) {
    guard let template = try? MustacheTemplate(string: PageAssets.answer) else {
      throw .badTemplate
    }
    (self.template, self.texts) = (template, texts)
  }

  /// The page of what was published, or the one that says that there is no answer yet.
  func bytes(_ published: PublishedAnswer?, in language: Language) -> [UInt8] {
    guard let published else { return bytes(in: language) }
    let lines = published.items(in: language).map { item in
      Line(
        heard: item.heard, decided: item.decided, refused: item.refused, why: item.why,
        owner: item.owner, by: item.by)
    }
    return bytes(
      heading: published.opening(in: language), lines: lines,
      signature: published.signature(in: language), in: language)
  }

  /// The page; without lines it says that there is no answer yet.
  ///
  /// `signature` is the line by which a helper can compare, as groups of hexadecimal digits.
  func bytes(
    heading: String? = nil, lines: [Line] = [], signature: String? = nil, in language: Language
  ) -> [UInt8] {
    var context = texts.frame(in: language, script: .exit)
    context["heading"] = heading
    context["hasLines"] = !lines.isEmpty
    context["lines"] = lines.map { line in
      [
        "heard": line.heard, "decided": line.decided, "refused": line.refused, "why": line.why,
        "owner": line.owner, "by": line.by,
      ].compactMapValues(\.self)
    }
    context["signature"] = signature
    return Array(template.render(context).utf8)
  }
}
