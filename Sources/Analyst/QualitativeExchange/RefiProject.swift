// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
public import ThematicCoding

/// A project as `.qdpx` (REFI-QDA project exchange 1.0, urn:QDA-XML:project:1.0): redacted texts, codes,
/// coded passages, coders and notes.
///
/// It holds no moment at all: neither when it was made nor when anything was coded.
public struct RefiProject: Sendable {
  private let name: String
  private let codes: [ThemeEntry]
  private let codebook: CodebookOrigin
  private let sources: [ExchangeSource]

  /// A project of these texts, coded with these themes.
  public init(
    name: String, codes: [ThemeEntry], codebook: CodebookOrigin, sources: [ExchangeSource]
  ) {
    (self.name, self.codes, self.codebook, self.sources) = (name, codes, codebook, sources)
  }

  /// Gives the file.
  ///
  /// What stands for a text in it is made anew each time, and leads back to no record.
  /// - Throws: ``ExchangeError``.
  public func write() throws(ExchangeError) -> [UInt8] {
    var (nodes, notes, archive) = ([XMLNode](), [XMLNode](), ZipArchive())
    for source in sources {
      let guid = try Self.fresh()
      nodes.append(try node(source, guid, &notes))
      try Self.add("sources/\(guid).txt", Array(PlainWords.of(source.text).utf8), to: &archive)
    }
    try Self.add("project.qde", project(nodes, notes).document, to: &archive)
    return archive.bytes
  }

  private func project(_ nodes: [XMLNode], _ notes: [XMLNode]) -> XMLNode {
    let coders = Set(
      sources.flatMap { $0.selections.map(\.coder) + $0.notes.map(\.coder) })
    let users = coders.sorted().map { coder in
      XMLNode.element("User", [("guid", Self.user(coder)), ("name", coder)], [])
    }
    var children: [XMLNode] = []
    if !users.isEmpty { children.append(.element("Users", [], users)) }
    children.append(.element("CodeBook", [], [CodeTree.node(codes)]))
    if !nodes.isEmpty { children.append(.element("Sources", [], nodes)) }
    if !notes.isEmpty { children.append(.element("Notes", [], notes)) }
    children.append(.tag("Description", [:], text: "Codebook \(codebook.text)"))
    return .element(
      "Project",
      [("xmlns", "urn:QDA-XML:project:1.0"), ("name", name), ("origin", "Ovoz")], children)
  }

  private func node(
    _ source: ExchangeSource, _ guid: String, _ notes: inout [XMLNode]
  ) throws(ExchangeError) -> XMLNode {
    let length = source.text.unicodeScalars.count
    var children: [XMLNode] = []
    for selection in source.selections {
      guard selection.range.lowerBound >= 0, selection.range.upperBound <= length else {
        throw .selectionOutside
      }
      children.append(try node(selection, &notes))
    }
    for note in source.notes { children.append(try Self.reference(note, &notes)) }
    let path = "internal://\(guid).txt"
    return .element(
      "TextSource", [("guid", guid), ("name", source.name), ("plainTextPath", path)], children)
  }

  private func node(
    _ selection: ExchangeSelection, _ notes: inout [XMLNode]
  ) throws(ExchangeError) -> XMLNode {
    let user = Self.user(selection.coder)
    let code = XMLNode.element("CodeRef", [("targetGUID", CodeTree.guid(selection.theme))], [])
    var children: [XMLNode] = [
      .element("Coding", [("guid", try Self.fresh()), ("creatingUser", user)], [code])
    ]
    if let memo = selection.memo {
      children.append(
        try Self.reference(ExchangeNote(coder: selection.coder, text: memo), &notes))
    }
    return .element(
      "PlainTextSelection",
      [
        ("guid", try Self.fresh()), ("name", selection.question),
        ("startPosition", "\(selection.range.lowerBound)"),
        ("endPosition", "\(selection.range.upperBound)"), ("creatingUser", user),
      ], children)
  }

  /// Adds a note to the project, and gives what stands for it where it belongs.
  private static func reference(
    _ note: ExchangeNote, _ notes: inout [XMLNode]
  ) throws(ExchangeError) -> XMLNode {
    let guid = try fresh()
    notes.append(
      .element(
        "Note", [("guid", guid), ("name", "note"), ("creatingUser", user(note.coder))],
        [.tag("PlainTextContent", [:], [.lines(note.text)])]))
    return .element("NoteRef", [("targetGUID", guid)], [])
  }

  private static func add(
    _ name: String, _ bytes: [UInt8], to archive: inout ZipArchive
  ) throws(ExchangeError) {
    do { try archive.add(name, bytes) } catch { throw .cannotPack }
  }

  private static func fresh() throws(ExchangeError) -> String {
    do { return try GUID.fresh() } catch { throw .cannotPack }
  }

  private static func user(_ coder: String) -> String { GUID.of("coder \(coder)") }
}
