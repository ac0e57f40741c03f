// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

extension Form {
  /// Reads Config/form.yaml; a mistake names `file`, the line and what is wanted.
  public init(parsing yaml: String, file: String) throws(ConfigMistake) {
    let root = try ConfigNode(parsing: yaml, file: file)
    var members = try root.mapping()
    let languages = try Self.languages(try members.required("languages"))
    let questions = try members.required("questions")
    let facts = try members.required("facts")
    let form = Form(
      languages: languages,
      questions: try Self.questions(questions, languages),
      facts: try Self.facts(facts, languages),
      consent: try ConsentTexts(try members.required("consent"), languages))
    try members.finish()
    if let fault = FormLimits.fault(of: form) { throw Self.located(fault, questions, facts, root) }
    self = form
  }

  /// Puts a fault on the line of the question it names.
  private static func located(
    _ fault: String, _ questions: ConfigNode, _ facts: ConfigNode, _ root: ConfigNode
  ) -> ConfigMistake {
    let nodes = ((try? questions.list()) ?? []) + ((try? facts.list()) ?? [])
    let owner = nodes.first { node in
      guard var members = try? node.mapping(), let id = try? members.required("id").string() else {
        return false
      }
      return fault.hasPrefix(id + ".") || fault.hasPrefix(id + ":") || fault.contains("“\(id)”")
    }
    let place = owner ?? root
    return ConfigMistake(file: place.file, line: place.line, message: fault)
  }

  private static func languages(_ node: ConfigNode) throws(ConfigMistake) -> [Language] {
    var languages: [Language] = []
    for child in try node.list() {
      guard let language = Language(rawValue: try child.string()) else {
        throw child.mistake("a language is one of tg, ru, uz, en, prs")
      }
      languages.append(language)
    }
    return languages
  }

  private static func questions(
    _ node: ConfigNode, _ languages: [Language]
  ) throws(ConfigMistake) -> [Question] {
    var questions: [Question] = []
    for child in try node.list() {
      var members = try child.mapping()
      questions.append(try Question(&members, languages, isFact: false))
    }
    return questions
  }

  /// Leaves out the facts that the file switches off: what is not asked cannot leak.
  private static func facts(
    _ node: ConfigNode, _ languages: [Language]
  ) throws(ConfigMistake) -> [Question] {
    var facts: [Question] = []
    for child in try node.list() {
      var members = try child.mapping()
      let enabled = try members.required("enabled").boolean()
      let fact = try Question(&members, languages, isFact: true)
      if enabled { facts.append(fact) }
    }
    return facts
  }
}

extension Form.ConsentTexts {
  init(_ node: ConfigNode, _ languages: [Language]) throws(ConfigMistake) {
    var members = try node.mapping()
    heading = try LocalizedText(try members.required("heading"), languages: languages)
    text = try LocalizedText(try members.required("text"), languages: languages)
    choices = try Question.choices(try members.required("choices"), languages)
    perAnswer = try LocalizedText(try members.required("perAnswer"), languages: languages)
    helped = try LocalizedText(try members.required("helped"), languages: languages)
    keep = try LocalizedText(try members.required("keep"), languages: languages)
    try members.finish()
  }
}

extension Question {
  init(
    _ members: inout ConfigMapping, _ languages: [Language], isFact: Bool
  ) throws(ConfigMistake) {
    let kindNode = try members.required("kind")
    guard let kind = Kind(rawValue: try kindNode.string()) else {
      throw kindNode.mistake("a kind is one of text, single, multi, matrix")
    }
    self.kind = kind
    id = try members.required("id").nonEmptyString()
    text = try LocalizedText(try members.required("text"), languages: languages)
    let hintNode = members.optional("hint")
    hint = if let hintNode { try LocalizedText(hintNode, languages: languages) } else { nil }
    size = isFact ? 0 : try members.required("size").integer(in: 1...8192)
    textLimit = try members.optional("textLimit")?.integer(in: 0...8192) ?? 0
    required = try members.optional("required")?.boolean() ?? false
    most = try members.optional("most")?.integer(in: 1...24)
    choices = try Self.choices(members.optional("choices"), languages)
    rows = try Self.choices(members.optional("rows"), languages)
    try members.finish()
  }

  static func choices(
    _ node: ConfigNode?, _ languages: [Language]
  ) throws(ConfigMistake) -> [Choice] {
    var choices: [Choice] = []
    for child in try node?.list() ?? [] {
      var members = try child.mapping()
      let id = try members.required("id").nonEmptyString()
      let text = try LocalizedText(try members.required("text"), languages: languages)
      try members.finish()
      choices.append(Choice(id: id, text: text))
    }
    return choices
  }
}
