// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML
import OfficeDocuments
public import ThematicCoding

/// A codebook as `.qdc` (REFI-QDA codebook exchange 1.0, urn:QDA-XML:codebook:1.0).
public enum RefiCodebook {
  static let most = 16 << 20

  /// The file; its origin, which REFI's schema leaves free, says which codebook it was.
  public static func write(
    _ entries: [ThemeEntry], of codebook: CodebookOrigin? = nil
  ) -> [UInt8] {
    let origin = codebook.map { "Ovoz, codebook \($0.text)" } ?? "Ovoz"
    return XMLNode.element(
      "CodeBook", [("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", origin)],
      [CodeTree.node(entries)]
    ).document
  }

  /// The codes of a file, ours or another program's, and what of it has no place in a codebook.
  /// - Throws: ``ExchangeError``.
  public static func read(
    _ bytes: [UInt8]
  ) throws(ExchangeError) -> (entries: [ThemeEntry], left: [String]) {
    guard bytes.count <= most else { throw .tooLarge }
    guard isPlain(bytes), !hasInstructions(bytes) else { throw .notXML }
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    let listener = CodeListener()
    parser.delegate = listener
    guard parser.parse(), listener.isWhole else { throw .notXML }
    guard !listener.entries.isEmpty else { throw .noCodes }
    return (listener.entries, listener.left)
  }

  /// UTF-8 without a document type: entities could make a reader grow without end, or read other
  /// files, and Foundation's parser on Linux does not say when it meets one.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      return false
    }
    let declaration = text.prefix(200).prefix { $0 != ">" }
    let encoding = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/)?.1
    return !text.contains("<!DOCTYPE") && ["utf-8", nil].contains(encoding?.lowercased())
  }

  /// Whether there are processing instructions beside the XML declaration: a codebook needs none, and
  /// Foundation's parser on Linux traps at one without content.
  private static func hasInstructions(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let rest = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    let content = rest.starts(with: Array("<?xml ".utf8)) ? rest.dropFirst(2) : rest
    return zip(content, content.dropFirst()).contains { $0 == UInt8(ascii: "<") && $1 == 0x3F }
  }
}

/// Hears the codes of a file, in its order.
private final class CodeListener: NSObject, XMLParserDelegate {
  private struct Open {
    let name: String
    let isCodable: Bool
    var description = ""
    var hasChildren = false
  }

  private(set) var entries: [ThemeEntry] = []
  private(set) var left: [String] = []
  private var failed = false
  private var elements = 0
  private var depth = 0
  private var path: [Open] = []
  private var isDescription = false
  private var names = EntryNames()

  /// Whether there was a document, and it came to its end.
  var isWhole: Bool { !failed && elements > 0 && depth == 0 }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements += 1
    depth += 1
    switch element {
    case "Code":
      if !path.isEmpty { path[path.count - 1].hasChildren = true }
      path.append(
        Open(
          name: attributes["name"] ?? "",
          isCodable: !["false", "0"].contains(attributes["isCodable"])))
      if attributes["color"] != nil { left.append("the colour of “\(attributes["name"] ?? "")”") }
    case "Description": isDescription = !path.isEmpty
    case "Set": left.append("the set “\(attributes["name"] ?? "")”")
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isDescription { path[path.count - 1].description += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    depth -= 1
    if element == "Description" { isDescription = false }
    guard element == "Code", let code = path.popLast() else { return }
    if code.isCodable {
      entries.append(entry(code))
    } else if !code.description.isEmpty {
      left.append("the description of “\(code.name)”, under which codes stand")
    }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { failed = true }

  private func entry(_ code: Open) -> ThemeEntry {
    // Another program changes a code's name and its place, and leaves our description as it was.
    var entry = EntryText.read(code.description)
    let wish = entry.id
    entry.id = names.id(for: code.name, wish: wish)
    if !code.name.isEmpty, code.name != wish { entry.name["en"] = code.name }
    let groups = path.map(\.name)
    if let group = groups.compactMap(IFRCSheet.group).first { entry.group = group }
    if code.hasChildren { left.append("that codes stand under “\(code.name)”") }
    let known = Set(groups.compactMap(IFRCSheet.group))
    if !groups.isEmpty, known.isEmpty {
      left.append("that “\(code.name)” stands under “\(groups.joined(separator: " / "))”")
    }
    return entry
  }
}
