// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import TestimonyModel

/// The values that the form's template asks for.
struct FormContext {
  let campaign: Campaign
  let language: Language
  let texts: PageTexts
  let audio: AudioFiles
  var written = Written.nothing
  var fault: FormPage.Fault?
  /// What is wrong with single answers, by question.
  var faults: [String: FormPage.Fault] = [:]

  func values(record: String, plan: String) -> [String: Any] {
    let form = campaign.form
    var values = texts.frame(in: language, script: .form)
    values["plan"] = plan
    values["record"] = record
    values["languages"] = form.languages.map(languageLink)
    values["total"] = form.questions.count + form.facts.count
    values["questions"] = form.questions.enumerated().map { question($0.element, at: $0.offset) }
    values["facts"] = form.facts.enumerated().map {
      fact($0.element, number: form.questions.count + $0.offset + 1)
    }
    values["noVoice"] = audio.lacksVoice(in: language)
    return values.merging(consent(form.consent)) { $1 }.merging(refilling()) { $1 }
  }

  private func languageLink(_ other: Language) -> [String: Any] {
    ["code": other.rawValue, "name": texts.languageNames[other], "current": other == language]
  }

  private func refilling() -> [String: Any] {
    let slip = written.text("slip")
    var values: [String: Any] = [
      "slip": slip, "hasSlip": !slip.isEmpty || fault?.isOfSlip == true,
      "noReceipt": written.has("noreceipt"),
      "wayShort": isShort, "wayAll": !written.isEmpty && !isShort,
    ]
    if let fault {
      let text = texts.text(fault.textName, in: language)
      values["fault"] = fault == .full ? "\(text) \(texts.text("unsent", in: language))" : text
      values["faultAt"] = placeOfFault
      if fault.isOfSlip { values["slipFault"] = text }
    }
    return values
  }

  /// Whether the short way was chosen, and hides nothing that has to be changed.
  private var isShort: Bool {
    let hidden = campaign.form.questions.dropFirst().filter { !$0.required }
    return written.has("way", "short") && hidden.allSatisfy { faults[$0.id] == nil }
  }

  /// Where the first thing to be changed stands; nil where nothing of it is hers to change.
  private var placeOfFault: String? {
    if fault?.isOfSlip == true { return "slip" }
    guard let question = campaign.form.questions.first(where: { faults[$0.id] != nil }) else {
      return nil
    }
    let isText = question.textLimit > 0 && faults[question.id] != .tooMany
    return isText ? "q-\(question.id)-text" : "q-\(question.id)"
  }

  // MARK: Questions

  private func question(_ question: Question, at place: Int) -> [String: Any] {
    var values: [String: Any] = [
      "number": place + 1, "name": question.id, "text": question.text[language],
      "required": question.required, "short": place == 0 || question.required,
      "isMulti": question.kind == .multi,
      "options": question.kind == .matrix ? [] : options(of: question, named: question.id),
      "rows": question.rows.map { row($0, of: question) },
    ]
    if let hint = question.hint { values["hint"] = hint[language] }
    if let most = question.most { values["most"] = most }
    if let fault = faults[question.id] { values["told"] = texts.text(fault.textName, in: language) }
    // A link in a page moves the focus only to what can have it; on every question it would cost bytes.
    values["isAim"] = placeOfFault == "q-\(question.id)"
    // Only these can have a fault; each name costs bytes.
    values["checked"] = question.textLimit > 0 || question.most != nil
    let described = [
      question.hint == nil ? nil : "q-\(question.id)-hint",
      question.textLimit > 0 || question.most != nil ? "q-\(question.id)-fault" : nil,
    ].compactMap(\.self)
    if !described.isEmpty { values["described"] = described.joined(separator: " ") }
    if let path = audio.path(of: question.id, in: language) { values["audio"] = path }
    if question.textLimit > 0 { values["box"] = box(of: question, at: place) }
    return values
  }

  private func row(_ row: Question.Choice, of question: Question) -> [String: Any] {
    let name = "\(question.id).\(row.id)"
    return [
      "id": row.id, "name": name, "text": row.text[language],
      "options": options(of: question, named: name),
    ]
  }

  private func fact(_ fact: Question, number: Int) -> [String: Any] {
    [
      "number": number, "name": "facts.\(fact.id)", "text": fact.text[language],
      "options": options(of: fact, named: "facts.\(fact.id)"),
    ]
  }

  /// Everything to tick or to choose; where only one can be chosen, the first says that none is.
  private func options(of question: Question, named name: String) -> [[String: Any]] {
    let isMulti = question.kind == .multi
    let none: [String: Any] = [
      "kind": "radio", "name": name, "value": "\"\"", "text": texts.text("preferNot", in: language),
      "checked": !written.has(name),
    ]
    let choices: [[String: Any]] = question.choices.map { choice in
      [
        "kind": isMulti ? "checkbox" : "radio", "name": name, "value": choice.id,
        "text": choice.text[language], "checked": written.has(name, choice.id),
      ]
    }
    return question.kind == .text || isMulti ? choices : [none] + choices
  }

  private func box(of question: Question, at place: Int) -> [String: Any] {
    let permission = "permission.\(question.id)"
    let levels = [("\"\"", "asBelow")] + (0...3).map { ("\($0)", "may\($0)") }
    return [
      "name": question.id, "isText": question.kind == .text, "required": question.required,
      "first": place == 0, "limit": question.textLimit,
      "isWrong": faults[question.id].map { $0 != .tooMany } ?? false,
      "rowsOfText": question.kind == .text ? 8 : 3,
      // Without a script the browser counts letters, not bytes: two bytes for each is what Cyrillic needs.
      "maxLetters": question.textLimit / 2, "written": written.text("\(question.id).text"),
      "levels": levels.map { value, name in
        [
          "value": value, "text": texts.text(name, in: language),
          "selected": written.has(permission, value),
        ] as [String: Any]
      },
    ]
  }

  // MARK: Consent

  private func consent(_ texts: Form.ConsentTexts) -> [String: Any] {
    let chosen = written.text("permission")
    let usual = String(Permission.count.rawValue)
    let levels: [[String: Any]] = texts.choices.enumerated().map { level, choice in
      [
        "value": level, "text": choice.text[language],
        "checked": String(level) == (chosen.isEmpty ? usual : chosen),
      ]
    }
    let values: [String: Any] = [
      "heading": texts.heading[language], "text": texts.text[language],
      "helped": texts.helped[language], "keep": texts.keep[language],
      "perAnswer": texts.perAnswer[language], "levels": levels,
      "helpedChecked": written.has("helped"), "keepChecked": written.has("keep"),
    ]
    return ["consent": values]
  }
}
