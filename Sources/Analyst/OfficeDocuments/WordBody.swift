// SPDX-License-Identifier: Apache-2.0

/// The blocks of a text as WordprocessingML (ISO/IEC 29500-1 §17).
struct WordBody {
  private(set) var shelf = PictureShelf()
  private var drawings = 0

  mutating func nodes(of block: OfficeBlock) -> [XMLNode] {
    switch block {
    case .heading(let text, let level, let startsPage):
      let style = level == 0 ? "Title" : "Heading\(level)"
      let marks: [XMLNode] = startsPage ? [.tag("w:pageBreakBefore")] : []
      return [.tag("w:p", [:], [Self.properties(style, marks), Self.run(text)])]
    case .paragraph(let text, let style): return [Self.paragraph(text, style: style.rawValue)]
    case .list(let items): return items.map { Self.paragraph($0, style: "ListBullet") }
    case .table(let table):
      // Word wants a paragraph between two tables.
      return [self.table(table), Self.paragraph("", style: "Mark")]
    }
  }

  private static func paragraph(_ text: String, style: String) -> XMLNode {
    .tag("w:p", [:], [properties(style), run(text)])
  }

  private static func properties(_ style: String, _ marks: [XMLNode] = []) -> XMLNode {
    .tag("w:pPr", [:], [.tag("w:pStyle", ["w:val": style])] + marks)
  }

  private static func run(_ text: String) -> XMLNode {
    .tag("w:r", [:], [.tag("w:t", ["xml:space": "preserve"], text: text)])
  }

  private mutating func table(_ table: OfficeTable) -> XMLNode {
    let widths = table.widths.map { String(Int(Double($0) * 56.7)) }
    let properties = XMLNode.tag(
      "w:tblPr", [:],
      [
        .tag("w:tblStyle", ["w:val": "RoomTable"]), .tag("w:tblW", ["w:w": "0", "w:type": "auto"]),
        .tag("w:tblLayout", ["w:type": "fixed"]),
        .tag(
          "w:tblLook", ["w:val": "0020", "w:firstRow": "1", "w:noHBand": "1", "w:noVBand": "1"]),
        .tag("w:tblCaption", ["w:val": table.name]),
      ])
    let grid = XMLNode.tag("w:tblGrid", [:], widths.map { .tag("w:gridCol", ["w:w": $0]) })
    let header = row(
      table.header.map { [Self.paragraph($0, style: "TableHeading")] }, widths, isHeader: true)
    var rows: [XMLNode] = []
    for cells in table.rows {
      rows.append(row(cells.map { content(of: $0) }, widths, isHeader: false))
    }
    return .tag("w:tbl", [:], [properties, grid, header] + rows)
  }

  private func row(_ cells: [[XMLNode]], _ widths: [String], isHeader: Bool) -> XMLNode {
    let marks: [XMLNode] = [.tag("w:cantSplit")] + (isHeader ? [.tag("w:tblHeader")] : [])
    return .tag(
      "w:tr", [:],
      [.tag("w:trPr", [:], marks)]
        + zip(cells, widths).map { content, width in
          let size = XMLNode.tag("w:tcW", ["w:w": width, "w:type": "dxa"])
          return .tag("w:tc", [:], [.tag("w:tcPr", [:], [size])] + content)
        })
  }

  private mutating func content(of cell: OfficeCell) -> [XMLNode] {
    var paragraphs: [XMLNode] = []
    if !cell.strong.isEmpty { paragraphs.append(Self.paragraph(cell.strong, style: "TableStrong")) }
    guard let picture = cell.picture else {
      let isNeeded = !cell.plain.isEmpty || paragraphs.isEmpty
      return paragraphs + (isNeeded ? [Self.paragraph(cell.plain, style: "TableText")] : [])
    }
    let drawn = XMLNode.tag("w:r", [:], [drawing(picture)])
    paragraphs.append(
      .tag("w:p", [:], [Self.properties("TableText"), drawn, Self.run("  " + cell.plain)]))
    return paragraphs
  }

  private mutating func drawing(_ picture: OfficePicture) -> XMLNode {
    drawings += 1
    return WordDrawing(
      picture: picture, part: shelf.number(of: picture.picture), number: drawings
    ).node
  }
}
