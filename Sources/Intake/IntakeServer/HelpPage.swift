// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Mustache
import TestimonyModel

/// The page with the lines that may be called, as they are valid on the day of the visit.
struct HelpPage: Sendable {
  private let template: MustacheTemplate
  private let texts: PageTexts
  private let lines: HelpLines

  init(_ texts: PageTexts, _ lines: HelpLines) throws(IntakeServerError) {
    guard let template = try? MustacheTemplate(string: PageAssets.help) else {
      throw .badTemplate
    }
    (self.template, self.texts, self.lines) = (template, texts, lines)
  }

  func bytes(on today: Day, in language: Language) -> [UInt8] {
    let shown = lines.valid(on: today)
    var context = texts.frame(in: language, script: .exit)
    context["hasLines"] = !shown.isEmpty
    context["lines"] = shown.map { values($0, language) }
    return Array(template.render(context).utf8)
  }

  private func values(_ line: HelpLines.Line, _ language: Language) -> [String: Any] {
    let details = [
      line.place?[language],
      label("helpAnswers", line.answers, language), label("helpHours", line.hours, language),
      label("helpLanguages", line.languages, language),
    ]
    var values: [String: Any] = [
      "name": line.name[language], "details": details.compactMap(\.self),
      "checked": line.checked.written(in: language),
    ]
    if let number = line.number {
      values["number"] = number
      values["dialled"] = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
    }
    return values
  }

  private func label(_ name: String, _ text: LocalizedText, _ language: Language) -> String {
    "\(texts.text(name, in: language)) \(text[language])"
  }
}
