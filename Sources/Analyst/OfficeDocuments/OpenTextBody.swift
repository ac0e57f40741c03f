// SPDX-License-Identifier: Apache-2.0

/// The blocks of a text as OpenDocument elements.
struct OpenTextBody {
  private(set) var shelf = PictureShelf()
  private(set) var columnStyles: [(name: String, width: String)] = []
  private var (tables, frames) = (0, 0)
  mutating func nodes(of block: OfficeBlock) -> [XMLNode] {
    switch block {
    case .heading(let text, 0, _): return [Self.paragraph(text, "Title")]
    case .heading(let text, let level, let startsPage):
      let style = startsPage ? "PageStart" : "Heading_20_\(level)"
      let attributes: KeyValuePairs = [
        "text:style-name": style, "text:outline-level": String(level),
      ]
      return [.tag("text:h", attributes, text: text)]
    case .paragraph(let text, let style): return [Self.paragraph(text, style.rawValue)]
    case .list(let items): return [Self.list(items)]
    case .table(let table): return [self.table(table)]
    }
  }

  private static func paragraph(_ text: String, _ style: String) -> XMLNode {
    .tag("text:p", ["text:style-name": style], text: text)
  }

  private static func list(_ items: [String]) -> XMLNode {
    .tag(
      "text:list", ["text:style-name": "Bullets"],
      items.map { .tag("text:list-item", [:], [paragraph($0, "List_20_Bullet")]) })
  }

  private mutating func table(_ table: OfficeTable) -> XMLNode {
    tables += 1
    var columns: [XMLNode] = []
    for (place, width) in table.widths.enumerated() {
      let name = "Table\(tables).\(place + 1)"
      columnStyles.append((name, "\(width)mm"))
      columns.append(.tag("table:table-column", ["table:style-name": name]))
    }
    let header = Self.row(table.header.map { [Self.paragraph($0, "Table_20_Heading")] })
    var rows: [XMLNode] = []
    for cells in table.rows { rows.append(Self.row(cells.map { content(of: $0) })) }
    return .tag(
      "table:table", ["table:name": "Table\(tables)", "table:style-name": "RoomTable"],
      [.tag("table:title", text: table.name)] + columns
        + [.tag("table:table-header-rows", [:], [header])] + rows)
  }

  private static func row(_ cells: [[XMLNode]]) -> XMLNode {
    .tag(
      "table:table-row", ["table:style-name": "RoomRow"],
      cells.map {
        .tag(
          "table:table-cell",
          ["table:style-name": "RoomCell", "office:value-type": "string"], $0)
      })
  }

  private mutating func content(of cell: OfficeCell) -> [XMLNode] {
    var paragraphs: [XMLNode] = []
    if !cell.strong.isEmpty { paragraphs.append(Self.paragraph(cell.strong, "Table_20_Strong")) }
    guard let picture = cell.picture else {
      let isNeeded = !cell.plain.isEmpty || paragraphs.isEmpty
      return paragraphs + (isNeeded ? [Self.paragraph(cell.plain, "Table_20_Text")] : [])
    }
    paragraphs.append(
      .tag(
        "text:p", ["text:style-name": "Table_20_Text"],
        [frame(picture), .tag("text:s", ["text:c": "2"]), .text(cell.plain)]))
    return paragraphs
  }

  private mutating func frame(_ picture: OfficePicture) -> XMLNode {
    frames += 1
    return OpenPackage.frame(
      picture, number: shelf.number(of: picture.picture),
      place: ["draw:name": "Band \(frames)", "text:anchor-type": "as-char"])
  }
}
