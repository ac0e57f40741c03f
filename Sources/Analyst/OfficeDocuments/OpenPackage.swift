// SPDX-License-Identifier: Apache-2.0

/// What every OpenDocument file holds (OpenDocument 1.3, part 2): `mimetype` first and stored, then parts.
struct OpenPackage {
  private var archive = ZipArchive()
  private let mimetype: String

  init(
    kind: String, title: String, language: String, styles: [UInt8]
  ) throws(OfficeError) {
    mimetype = "application/vnd.oasis.opendocument.\(kind)"
    try archive.add("mimetype", Array(mimetype.utf8), stored: true)
    try archive.add("meta.xml", Self.meta(title, language))
    try archive.add("styles.xml", Self.styles(styles, language))
  }

  mutating func addContent(automatic: [XMLNode], body: XMLNode) throws(OfficeError) {
    let content = XMLNode.element(
      "office:document-content", Self.spaces + [("office:version", "1.3")],
      [
        .tag(
          "office:font-face-decls", [:],
          [.tag("style:font-face", ["style:name": "Noto Sans", "svg:font-family": "'Noto Sans'"])]),
        .tag("office:automatic-styles", [:], automatic),
        .tag("office:body", [:], [body]),
      ])
    try archive.add("content.xml", content.document)
  }

  mutating func finished(with shelf: PictureShelf) throws(OfficeError) -> [UInt8] {
    try shelf.add(to: &archive, in: "Pictures")
    let pictures = shelf.pictures.indices.map { ("Pictures/band-\($0 + 1).png", "image/png") }
    let parts = [
      ("/", mimetype), ("content.xml", "text/xml"), ("styles.xml", "text/xml"),
      ("meta.xml", "text/xml"),
    ]
    let manifest = XMLNode.tag(
      "manifest:manifest",
      [
        "xmlns:manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest:version": "1.3",
      ],
      (parts + pictures).map { path, type in
        .tag(
          "manifest:file-entry", ["manifest:full-path": path, "manifest:media-type": type])
      })
    try archive.add("META-INF/manifest.xml", manifest.document)
    return archive.bytes
  }

  /// A picture with the words that stand for it.
  static func frame(
    _ picture: OfficePicture, number: Int, place: KeyValuePairs<String, String>
  ) -> XMLNode {
    let size = [
      ("svg:width", "\(millimetres(picture.width))"),
      ("svg:height", "\(millimetres(picture.height))"),
    ]
    let image = XMLNode.tag(
      "draw:image",
      [
        "xlink:href": "Pictures/band-\(number).png", "xlink:type": "simple",
        "xlink:show": "embed", "xlink:actuate": "onLoad", "draw:mime-type": "image/png",
      ])
    return .element(
      "draw:frame", place.map { ($0.key, $0.value) } + size,
      [image, .tag("svg:title", text: picture.alternative)])
  }

  /// A length to a hundredth of a millimetre, written without any locale.
  static func millimetres(_ length: Double) -> String {
    let hundredths = Int((length * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)mm"
  }

  private static func meta(_ title: String, _ language: String) -> [UInt8] {
    XMLNode.element(
      "office:document-meta",
      spaces + [("xmlns:dc", "http://purl.org/dc/elements/1.1/"), ("office:version", "1.3")],
      [
        .tag(
          "office:meta", [:],
          [.tag("dc:title", text: title), .tag("dc:language", text: language)])
      ]
    ).document
  }

  // ODF writes a language in three attributes; without a country or a script they say "none".
  private static func styles(_ bytes: [UInt8], _ language: String) -> [UInt8] {
    let parts = language.split(separator: "-").map(String.init)
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"LANGUAGE\"", with: "\"\(XMLNode.escaped(language))\"")
      .replacing("\"LANG\"", with: "\"\(XMLNode.escaped(parts.first ?? "none"))\"")
      .replacing("\"COUNTRY\"", with: "\"none\"")
      .replacing(
        " fo:script=\"SCRIPT\"",
        with: parts.count > 1 ? " fo:script=\"\(XMLNode.escaped(parts[1]))\"" : "")
    return Array(text.utf8)
  }

  private static let spaces: [(String, String)] =
    [
      ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
      ("draw", "drawing"), ("presentation", "presentation"), ("fo", "xsl-fo-compatible"),
      ("svg", "svg-compatible"),
    ].map { ("xmlns:\($0.0)", "urn:oasis:names:tc:opendocument:xmlns:\($0.1):1.0") }
    + [("xmlns:xlink", "http://www.w3.org/1999/xlink")]
}
