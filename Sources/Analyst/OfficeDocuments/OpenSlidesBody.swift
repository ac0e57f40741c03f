// SPDX-License-Identifier: Apache-2.0

/// The slides as OpenDocument elements, each on 280 by 157.5 mm.
struct OpenSlidesBody {
  private(set) var shelf = PictureShelf()

  mutating func page(_ slide: OfficeSlide, number: Int) -> XMLNode {
    let title = Self.box(
      [slide.title], "SlideTitle", in: "TitleBox", Place(x: 16, y: 6, width: 248, height: 26),
      [("presentation:class", "title"), ("draw:name", "Title \(number)")])
    let lead = Self.box(
      [slide.lead], "SlideLead", in: "TopBox", Place(x: 16, y: 34, width: 248, height: 14))
    return .tag(
      "draw:page", ["draw:name": "Slide \(number)", "draw:master-page-name": "Room"],
      [title] + (slide.lead.isEmpty ? [] : [lead]) + pictured(slide.rows) + lines(slide.rows)
        + [Self.notes(slide.notes, number: number)])
  }

  /// Rows with pictures share what is left of the height, and none is higher than 17 mm.
  private mutating func pictured(_ rows: [OfficeRow]) -> [XMLNode] {
    let rows = rows.filter { $0.picture != nil }
    let height = min(17, 100 / Double(max(1, rows.count)))
    var parts: [XMLNode] = []
    for (place, row) in rows.enumerated() {
      let style = height < 14 ? "SlideDenseRow" : "SlideRow"
      parts += nodes(of: row, style, y: 51 + height * Double(place), height: height)
    }
    return parts
  }

  private mutating func nodes(
    of row: OfficeRow, _ style: String, y: Double, height: Double
  ) -> [XMLNode] {
    guard let picture = row.picture else { return [] }
    let text = Self.box(
      [row.text], style, in: "MiddleBox", Place(x: 16, y: y, width: 150, height: height))
    let label = Self.box(
      [row.label], "SlideBand", in: "MiddleBox", Place(x: 212, y: y, width: 60, height: height))
    let frame = OpenPackage.frame(
      picture, number: shelf.number(of: picture.picture),
      place: [
        "svg:x": "170mm", "svg:y": OpenPackage.millimetres(y + (height - picture.height) / 2),
      ])
    return [text, frame, label]
  }

  /// Rows of words alone flow in one box; many words get smaller letters.
  private func lines(_ rows: [OfficeRow]) -> [XMLNode] {
    let texts = rows.filter { $0.picture == nil }.map(\.text)
    guard !texts.isEmpty else { return [] }
    // At 16 points some 85 letters fill a line of 7 mm; paragraphs stand 3 mm apart.
    let height = texts.reduce(0) { $0 + 7 * (($1.count + 84) / 85) + 3 }
    let style = height > 105 ? "SlideSmall" : "SlideLarge"
    return [
      Self.box(texts, style, in: "TopBox", Place(x: 16, y: 51, width: 248, height: 100))
    ]
  }

  /// Where a box stands, in millimetres.
  private struct Place {
    let (x, y, width, height): (Double, Double, Double, Double)

    init(x: Double, y: Double, width: Double, height: Double) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  private static func box(
    _ texts: [String], _ style: String, in box: String, _ place: Place,
    _ extra: [(String, String)] = []
  ) -> XMLNode {
    let attribute = box == "MiddleBox" || box == "TopBox" ? "draw" : "presentation"
    let attributes = [
      ("\(attribute):style-name", box), ("svg:x", OpenPackage.millimetres(place.x)),
      ("svg:y", OpenPackage.millimetres(place.y)),
      ("svg:width", OpenPackage.millimetres(place.width)),
      ("svg:height", OpenPackage.millimetres(place.height)),
    ]
    let paragraphs = texts.map { XMLNode.tag("text:p", ["text:style-name": style], text: $0) }
    return .element("draw:frame", attributes + extra, [.tag("draw:text-box", [:], paragraphs)])
  }

  private static func notes(_ notes: [String], number: Int) -> XMLNode {
    let slide = XMLNode.tag(
      "draw:page-thumbnail",
      [
        "draw:page-number": String(number), "presentation:class": "page",
        "svg:x": "25mm", "svg:y": "20mm", "svg:width": "160mm", "svg:height": "90mm",
      ])
    let words = box(
      notes, "SlideNote", in: "NotesBox", Place(x: 20, y: 118, width: 170, height: 165),
      [("presentation:class", "notes")])
    return .tag("presentation:notes", [:], [slide, words])
  }
}
