// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import Foundation

/// The script that points at telling words beside the text boxes, in the visitor's browser.
///
/// Made at the start from the lists of `Config/redaction` and the texts of `Config/notice.yaml`, the
/// same lists that the analyst's redaction reads. It is the same for every visitor of a language.
public struct NoticeScript: Sendable {
  private let scripts: [Language: [UInt8]]

  /// Reads the folder and the file; a mistake names file and line.
  public init(folder: URL, texts file: URL) throws(ConfigMistake) {
    let tables = try NoticeTables(folder: folder).json
    let texts = try NoticeTexts(file: file)
    let engine = ScriptMinifier.minified(
      [PackageResources.notice_js, PackageResources.notice_box_js]
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
    var scripts: [Language: [UInt8]] = [:]
    for language in Language.allCases {
      let data = try Self.literal(tables, file: folder)
      let words = try Self.literal(texts.all(in: language), file: file)
      let script = "(()=>{const tables=\(data),texts=\(words);\(engine)})()"
      scripts[language] = Array(script.utf8)
    }
    self.scripts = scripts
  }

  /// The script with the texts of one language, not compressed.
  public func bytes(for language: Language) -> [UInt8] { scripts[language] ?? [] }

  private static func literal(_ value: Any, file: URL) throws(ConfigMistake) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The texts of the notice, from `Config/notice.yaml`.
struct NoticeTexts {
  private static let kinds = [
    "person", "official", "phone", "document", "card", "number", "email", "handle", "link", "date",
    "year", "employer", "place", "tajikistan", "uzbekistan", "russia",
  ]
  private let sentences: [String: LocalizedText]
  private let words: [String: LocalizedText]

  init(file: URL) throws(ConfigMistake) {
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw ConfigMistake(file: file.relativePath, line: 1, message: "cannot be read")
    }
    var members = try ConfigNode(parsing: yaml, file: file.relativePath).mapping()
    var sentences: [String: LocalizedText] = [:]
    for name in ["note", "title", "undo"] {
      sentences[name] = try LocalizedText(try members.required(name))
    }
    var wordMembers = try members.required("words").mapping()
    var words: [String: LocalizedText] = [:]
    for kind in Self.kinds { words[kind] = try Self.word(try wordMembers.required(kind)) }
    try wordMembers.finish()
    try members.finish()
    (self.sentences, self.words) = (sentences, words)
  }

  /// Brackets show what was put in, and keep it from being looked at again.
  private static func word(_ node: ConfigNode) throws(ConfigMistake) -> LocalizedText {
    let text = try LocalizedText(node)
    for word in text.texts.values where !word.hasPrefix("[") || !word.hasSuffix("]") {
      throw node.mistake("a neutral word stands in square brackets")
    }
    return text
  }

  func all(in language: Language) -> [String: Any] {
    var all: [String: Any] = sentences.mapValues { $0[language] }
    all["words"] = words.mapValues { $0[language] }
    return all
  }
}
