// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import Foundation

/// The texts of all pages but the questions, from Config/pages.yaml.
public struct PageTexts: Sendable {
  /// A page that stands without the form.
  struct Message: Sendable {
    let heading: String
    let paragraphs: [String]
    let showsBack: Bool
  }

  /// The pages that the server may have to show.
  enum MessageName: String, CaseIterable {
    case thanks, thanksNoReceipt, closed, alreadySent, missing, tooLong, tooMany, refused, full,
      notFound
  }

  private let texts: [String: LocalizedText]
  private let messages: [String: Message]
  /// The languages' own names.
  let languageNames: LocalizedText
  /// When the campaign's key ends, if that is known; pages tell it.
  public var keyEnd: KeyEnd?
  /// Where the exit leads, for pages whose script goes there; a form in a file has none.
  var exit: String?

  /// Reads the file; a mistake names file and line.
  public init(file: URL) throws(ConfigMistake) {
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    try self.init(parsing: yaml, file: file.relativePath)
  }

  init(parsing yaml: String, file: String) throws(ConfigMistake) {
    var members = try ConfigNode(parsing: yaml, file: file).mapping()
    languageNames = try LocalizedText(try members.required("languageNames"), drafts: true)
    let messagesNode = try members.required("messages")
    var texts: [String: LocalizedText] = [:]
    var textMembers = try members.required("texts").mapping()
    for (name, value) in textMembers.all() { texts[name] = try LocalizedText(value, drafts: true) }
    self.texts = texts
    var messages: [String: Message] = [:]
    var messageMembers = try messagesNode.mapping()
    for name in MessageName.allCases {
      messages[name.rawValue] = try Self.message(
        try messageMembers.required(name.rawValue), texts)
    }
    self.messages = messages
    try messageMembers.finish()
    try members.finish()
  }

  private static func message(
    _ node: ConfigNode, _ texts: [String: LocalizedText]
  ) throws(ConfigMistake) -> Message {
    var members = try node.mapping()
    let heading = try members.required("heading")
    let paragraphs = try members.required("paragraphs")
    let back = try members.required("back").boolean()
    try members.finish()
    for name in try paragraphs.strings() + [try heading.string()] where texts[name] == nil {
      throw node.mistake("there is no text “\(name)” under texts")
    }
    return Message(
      heading: try heading.string(), paragraphs: try paragraphs.strings(), showsBack: back)
  }

  /// All texts in one language, for a template.
  func all(in language: Language) -> [String: String] { texts.mapValues { $0[language] } }

  /// What the frame of every page asks for: language, title, style, script, texts, and the key's end.
  func frame(in language: Language, script: PageScript) -> [String: Any] {
    var frame: [String: Any] = [
      "lang": language.rawValue, "dir": language.isRightToLeft ? "rtl" : "ltr",
      "title": text("title", in: language), "style": script.style, "script": script.text,
      "t": all(in: language),
    ]
    if let exit { frame["exit"] = exit }
    if let keyEnd { frame["keyEnd"] = keyEnd.values(self, in: language) }
    return frame
  }

  func text(_ name: String, in language: Language) -> String { texts[name]?[language] ?? "" }

  func message(_ name: MessageName) -> Message {
    messages[name.rawValue] ?? Message(heading: "title", paragraphs: [], showsBack: false)
  }
}
