// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import TestimonyModel

/// The values that the form's template asks for.
struct FormContext {
  let campaign: Campaign
  let language: Language
  let texts: PageTexts
  let exit: String

  func values(record: String, plan: String) -> [String: Any] {
    let form = campaign.form
    return [
      "lang": language.rawValue, "dir": "ltr", "title": texts.text("title", in: language),
      "style": PageAssets.style, "script": PageAssets.script, "plan": plan, "record": record,
      "t": texts.all(in: language), "languages": form.languages.map(languageLink),
      "exit": ["label": texts.text("exitLabel", in: language), "url": exit],
      "questions": form.questions.enumerated().map { question($0.element, number: $0.offset + 1) },
      "facts": form.facts.map(fact), "consent": consent(form.consent),
    ]
  }

  private func languageLink(_ other: Language) -> [String: Any] {
    ["code": other.rawValue, "name": texts.languageNames[other], "current": other == language]
  }

  private func question(_ question: Question, number: Int) -> [String: Any] {
    let hasBox = question.textLimit > 0
    var values: [String: Any] = [
      "number": number, "name": question.id, "text": question.text[language],
      "required": question.required, "isText": question.kind == .text,
      "isSingle": question.kind == .single, "isMulti": question.kind == .multi,
      "isMatrix": question.kind == .matrix, "hasBox": hasBox, "textLimit": question.textLimit,
      // Without a script the browser counts letters, not bytes: two bytes for each is what Cyrillic needs.
      "maxLetters": question.textLimit / 2, "rowsOfText": question.kind == .text ? 8 : 3,
      "choices": question.kind == .matrix ? [] : question.choices.map(choice),
      "rows": question.rows.map { row($0, of: question) },
    ]
    if let hint = question.hint { values["hint"] = hint[language] }
    if let most = question.most { values["most"] = most }
    return values
  }

  private func row(_ row: Question.Choice, of question: Question) -> [String: Any] {
    [
      "id": row.id, "name": "\(question.id).\(row.id)", "text": row.text[language],
      "columns": question.choices.map(choice),
    ]
  }

  private func fact(_ fact: Question) -> [String: Any] {
    [
      "id": fact.id, "name": "facts.\(fact.id)", "text": fact.text[language],
      "isMulti": fact.kind == .multi, "choices": fact.choices.map(choice),
    ]
  }

  private func consent(_ texts: Form.ConsentTexts) -> [String: Any] {
    [
      "heading": texts.heading[language], "text": texts.text[language],
      "helped": texts.helped[language], "keep": texts.keep[language],
      "perAnswer": texts.perAnswer[language],
      "levels": texts.choices.enumerated().map { level, choice in
        [
          "value": level, "text": choice.text[language],
          "checked": level == Int(Permission.count.rawValue),
        ]
      },
    ]
  }

  private func choice(_ choice: Question.Choice) -> [String: Any] {
    ["id": choice.id, "text": choice.text[language]]
  }
}
