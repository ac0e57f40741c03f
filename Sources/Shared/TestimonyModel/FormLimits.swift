// SPDX-License-Identifier: Apache-2.0

/// The limits of a form (SealedTestimonyFormat §3 and §8), checked wherever a form comes in.
enum FormLimits {
  static let classes = [64, 256, 1024, 4096, 8192]
  static let questions = 1...24
  static let facts = 0...8
  static let choices = 24
  static let rows = 10
  static let places = 128
  static let sealedLength = 65_536
  static let headerLength = 138

  /// The first thing wrong with a form, or nil.
  static func fault(of form: Form) -> String? {
    if form.languages.isEmpty || Set(form.languages).count != form.languages.count {
      return "languages: name each language once"
    }
    if !questions.contains(form.questions.count) { return "a form has 1 to 24 questions" }
    if !facts.contains(form.facts.count) { return "a form has at most 8 facts" }
    if form.consent.choices.count != Permission.allCases.count {
      return "consent.choices: there are four, from the strictest to the widest"
    }
    let ids = form.questions.map(\.id) + ["consent", "facts"]
    if let id = firstRepeated(ids) ?? firstRepeated(form.facts.map(\.id)) {
      return "the id “\(id)” is taken"
    }
    if let fault = form.questions.lazy.compactMap({ fault(of: $0) }).first { return fault }
    if let fault = form.facts.lazy.compactMap({ fault(ofFact: $0) }).first { return fault }
    let marks = form.facts.reduce(0) {
      $0 + 1 + ($1.kind == .single ? 1 : $1.most ?? $1.choices.count)
    }
    if marks > 62 { return "facts: too many choices to fit into 64 bytes" }
    let length = form.fields.reduce(headerLength) { $0 + $1.size + 16 }
    return length > sealedLength ? "the sealed form would pass 65,536 bytes" : nil
  }

  private static func fault(of question: Question) -> String? {
    if let fault = commonFault(of: question) { return fault }
    if !classes.contains(question.size) {
      return "\(question.id).size: one of 64, 256, 1024, 4096, 8192"
    }
    let marks =
      question.kind == .matrix ? question.rows.count : question.most ?? question.choices.count
    // The limit of a hostile file may be any number: nothing is added to it.
    let room = question.size - (2 + 1 + (question.kind == .single ? 1 : marks))
    if question.textLimit < 0 || question.textLimit > room {
      return "\(question.id).textLimit: does not fit into size \(question.size)"
    }
    return question.kind == .text && question.textLimit == 0
      ? "\(question.id).textLimit: a text question needs room for text" : nil
  }

  private static func fault(ofFact fact: Question) -> String? {
    if let fault = commonFault(of: fact) { return fault }
    if fact.kind != .single && fact.kind != .multi {
      return "\(fact.id).kind: a fact is single or multi"
    }
    return fact.textLimit != 0 || fact.required
      ? "\(fact.id): a fact has no text and is optional" : nil
  }

  private static func commonFault(of question: Question) -> String? {
    if !isName(question.id) { return "the id “\(question.id)” is not a name (a-z, 0-9, _)" }
    let names = question.choices.map(\.id) + question.rows.map(\.id)
    if let name = names.first(where: { !isName($0) }) {
      return "\(question.id): “\(name)” is not a name (a-z, 0-9, _)"
    }
    if let id = firstRepeated(question.choices.map(\.id)) ?? firstRepeated(question.rows.map(\.id))
    {
      return "\(question.id): the choice “\(id)” stands twice"
    }
    if (question.kind == .text) != question.choices.isEmpty {
      return "\(question.id).choices: needed unless the kind is text"
    }
    if (question.kind == .matrix) == question.rows.isEmpty {
      return "\(question.id).rows: needed in a matrix, and only there"
    }
    if question.choices.count > choices || question.rows.count > rows
      || question.choiceCount > places
    {
      return "\(question.id): at most 24 choices, 10 rows and 128 places"
    }
    guard let most = question.most else { return nil }
    return question.kind == .multi && (1...question.choices.count).contains(most)
      ? nil : "\(question.id).most: a number of choices, in a multi question"
  }

  static func isName(_ name: String) -> Bool {
    let letters = name.utf8
    guard (1...32).contains(letters.count), let first = letters.first, (97...122).contains(first)
    else { return false }
    return letters.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  private static func firstRepeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
