// SPDX-License-Identifier: Apache-2.0

/// Writes a text as DOCX (ISO/IEC 29500-1, transitional): what Word and LibreOffice open and edit.
///
/// The properties hold title and language; no author, no date, no program.
public enum WordDocument {
  /// The file.
  public static func bytes(of text: OfficeText) throws(OfficeError) -> [UInt8] {
    var body = WordBody()
    let content = text.blocks.flatMap { body.nodes(of: $0) }
    var archive = ZipArchive()
    try archive.add("[Content_Types].xml", part(PackageResources.word_types_xml, text))
    try archive.add("_rels/.rels", part(PackageResources.word_package_xml, text))
    try archive.add("docProps/core.xml", properties(of: text))
    try archive.add("word/document.xml", document(content))
    try archive.add("word/_rels/document.xml.rels", relations(body.shelf))
    try archive.add("word/styles.xml", part(PackageResources.word_styles_xml, text))
    try archive.add("word/numbering.xml", part(PackageResources.word_numbering_xml, text))
    try archive.add("word/settings.xml", part(PackageResources.word_settings_xml, text))
    try body.shelf.add(to: &archive, in: "word/media")
    return archive.bytes
  }

  /// A part built into the program, with the document's language in it.
  static func part(_ bytes: [UInt8], _ text: OfficeText) -> [UInt8] {
    let words = String(decoding: bytes, as: UTF8.self)
    return Array(words.replacing("LANGUAGE", with: XMLNode.escaped(text.language)).utf8)
  }

  private static func properties(of text: OfficeText) -> [UInt8] {
    XMLNode.tag(
      "cp:coreProperties",
      [
        "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
      ],
      [.tag("dc:title", text: text.title), .tag("dc:language", text: text.language)]
    ).document
  }

  private static func document(_ content: [XMLNode]) -> [UInt8] {
    // A4, margins of 15 mm at the sides and 10 mm above and below, in twentieths of a point.
    let page = XMLNode.tag(
      "w:sectPr", [:],
      [
        .tag("w:pgSz", ["w:w": "11906", "w:h": "16838"]),
        .tag(
          "w:pgMar",
          [
            "w:top": "567", "w:right": "850", "w:bottom": "567", "w:left": "850",
            "w:header": "300", "w:footer": "300", "w:gutter": "0",
          ]),
      ])
    return XMLNode.tag(
      "w:document",
      [
        "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
      ], [.tag("w:body", [:], content + [page])]
    ).document
  }

  private static func relations(_ shelf: PictureShelf) -> [UInt8] {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    let fixed = ["styles", "numbering", "settings"].map { name in
      XMLNode.tag(
        "Relationship", ["Id": name, "Type": base + name, "Target": "\(name).xml"])
    }
    let pictures = shelf.pictures.indices.map { place in
      XMLNode.tag(
        "Relationship",
        [
          "Id": "band\(place + 1)", "Type": base + "image",
          "Target": "media/band-\(place + 1).png",
        ])
    }
    return XMLNode.tag(
      "Relationships",
      ["xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"],
      fixed + pictures
    ).document
  }
}
