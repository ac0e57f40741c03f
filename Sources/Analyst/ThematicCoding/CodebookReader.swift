// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Reads the themes of a codebook file; each mistake names the line where a person can mend it.
enum CodebookReader {
  static func themes(in node: ConfigNode) throws(ConfigMistake) -> [Theme] {
    var themes: [Theme] = []
    var seen: Set<String> = []
    for child in try node.list() {
      let theme = try theme(child, seen: &seen)
      themes.append(theme)
    }
    guard !themes.isEmpty else { throw node.mistake("needs at least one theme") }
    return themes
  }

  private static func theme(
    _ node: ConfigNode, seen: inout Set<String>
  ) throws(ConfigMistake) -> Theme {
    var keys = try node.mapping()
    let id = try id(try keys.required("id"), seen: &seen)
    let group = try group(try keys.required("group"))
    let theme = Theme(
      id: id, group: group,
      name: try LocalizedText(try keys.required("name")),
      meaning: try LocalizedText(try keys.required("meaning")),
      definition: try keys.required("definition").nonEmptyString(),
      include: try examples(try keys.required("include")),
      exclude: try examples(try keys.required("exclude")),
      cues: try cues(try keys.required("cues")),
      choices: try choices(try keys.required("choices")),
      actor: try actor(keys.optional("actor"), of: group, in: node),
      category: try keys.optional("category")?.nonEmptyString(),
      htcds: try htcds(keys.optional("htcds")))
    try keys.finish()
    return theme
  }

  private static func id(
    _ node: ConfigNode, seen: inout Set<String>
  ) throws(ConfigMistake) -> String {
    let id = try node.nonEmptyString()
    guard isName(id) else { throw node.mistake("an id is small letters a to z and _ only") }
    guard seen.insert(id).inserted else { throw node.mistake("the id “\(id)” stands twice") }
    return id
  }

  private static func group(_ node: ConfigNode) throws(ConfigMistake) -> ThemeGroup {
    guard let group = ThemeGroup(rawValue: try node.string()) else {
      throw node.mistake("expected one of \(list(ThemeGroup.self))")
    }
    return group
  }

  private static func actor(
    _ node: ConfigNode?, of group: ThemeGroup, in theme: ConfigNode
  ) throws(ConfigMistake) -> Actor? {
    guard let node else {
      guard group != .asked else { throw theme.mistake("a request needs the key “actor”") }
      return nil
    }
    guard group == .asked else { throw node.mistake("only a request (group: asked) has an actor") }
    guard let actor = Actor(rawValue: try node.string()) else {
      throw node.mistake("expected one of \(list(Actor.self))")
    }
    return actor
  }

  /// Fields as the standard spells them: letters alone, the first one large.
  private static func htcds(_ node: ConfigNode?) throws(ConfigMistake) -> [String] {
    guard let node else { return [] }
    var fields: [String] = []
    for child in try node.list() {
      let field = try child.nonEmptyString()
      let letters = field.utf8.allSatisfy { 0x41...0x5a ~= $0 || 0x61...0x7a ~= $0 }
      guard letters, field.first?.isUppercase == true, !fields.contains(field) else {
        throw child.mistake("expected a field of HTCDS, such as MethodsOfControlThreats, once")
      }
      fields.append(field)
    }
    return fields
  }

  private static func examples(_ node: ConfigNode) throws(ConfigMistake) -> [String] {
    let examples = try node.strings()
    guard !examples.isEmpty else { throw node.mistake("needs at least one example") }
    return examples
  }

  private static func cues(_ node: ConfigNode) throws(ConfigMistake) -> [Language: [String]] {
    var keys = try node.mapping()
    var cues: [Language: [String]] = [:]
    for language in Language.allCases {
      cues[language] = try cueList(try keys.required(language.rawValue))
    }
    try keys.finish()
    return cues
  }

  private static func cueList(_ node: ConfigNode) throws(ConfigMistake) -> [String] {
    var cues: [String] = []
    var seen: Set<[CueWord]> = []
    for child in try node.list() {
      let cue = try child.nonEmptyString()
      let words: [CueWord]
      do { words = try CueWord.words(of: cue) } catch { throw child.mistake(error.advice) }
      guard seen.insert(words).inserted else {
        throw child.mistake("the cue “\(cue)” stands twice")
      }
      cues.append(cue)
    }
    guard !cues.isEmpty else { throw node.mistake("needs at least one cue") }
    return cues
  }

  private static func choices(_ node: ConfigNode) throws(ConfigMistake) -> [String] {
    var choices: [String] = []
    for child in try node.list() {
      let choice = try child.nonEmptyString()
      let parts = choice.split(separator: ".", omittingEmptySubsequences: false)
      guard 2...3 ~= parts.count, parts.allSatisfy(isName) else {
        throw child.mistake("a choice is question.choice or question.row.column")
      }
      guard !choices.contains(choice) else {
        throw child.mistake("the choice “\(choice)” stands twice")
      }
      choices.append(choice)
    }
    return choices
  }

  private static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
  }

  private static func list<Names>(_ type: Names.Type) -> String
  where Names: CaseIterable & RawRepresentable, Names.RawValue == String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
