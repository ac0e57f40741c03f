// SPDX-License-Identifier: Apache-2.0

/// Writes a text as ODT (ISO/IEC 26300, OpenDocument 1.3), with the same styles as the DOCX.
///
/// The properties hold title and language; no author, no date, no program.
public enum OpenText {
  /// The file.
  public static func bytes(of text: OfficeText) throws(OfficeError) -> [UInt8] {
    var body = OpenTextBody()
    let content = text.blocks.flatMap { body.nodes(of: $0) }
    var package = try OpenPackage(
      kind: "text", title: text.title, language: text.language,
      styles: PackageResources.text_styles_xml)
    let columns = body.columnStyles.map { name, width in
      XMLNode.tag(
        "style:style", ["style:name": name, "style:family": "table-column"],
        [.tag("style:table-column-properties", ["style:column-width": width])])
    }
    try package.addContent(
      automatic: Self.automatic + columns, body: .tag("office:text", [:], content))
    return try package.finished(with: body.shelf)
  }

  private static let automatic: [XMLNode] = [
    .tag(
      "style:style",
      [
        "style:name": "PageStart", "style:family": "paragraph",
        "style:parent-style-name": "Heading_20_1",
      ], [.tag("style:paragraph-properties", ["fo:break-before": "page"])]),
    .tag(
      "style:style", ["style:name": "RoomTable", "style:family": "table"],
      [.tag("style:table-properties", ["table:align": "left", "fo:margin-bottom": "1mm"])]),
    .tag(
      "style:style", ["style:name": "RoomRow", "style:family": "table-row"],
      [.tag("style:table-row-properties", ["fo:keep-together": "always"])]),
    .tag(
      "style:style", ["style:name": "RoomCell", "style:family": "table-cell"],
      [
        .tag(
          "style:table-cell-properties",
          ["fo:padding": "0.4mm", "fo:border-bottom": "0.5pt solid #cdd5dc"])
      ]),
  ]
}
