// SPDX-License-Identifier: Apache-2.0

/// A picture within a line, as DrawingML (ISO/IEC 29500-1 §20.4.2.8, §20.2.2.5).
struct WordDrawing {
  let picture: OfficePicture
  /// Which of the document's pictures it shows.
  let part: Int
  /// Its own number, different for each place where a picture stands.
  let number: Int

  var node: XMLNode {
    let inline = XMLNode.tag(
      "wp:inline", ["distT": "0", "distB": "0", "distL": "0", "distR": "0"],
      [.tag("wp:extent", extent), .tag("wp:docPr", name), .tag("a:graphic", [:], [graphic])])
    return .tag("w:drawing", [:], [inline])
  }

  // English Metric Units: 36,000 to the millimetre.
  private var extent: KeyValuePairs<String, String> {
    ["cx": String(Int(picture.width * 36_000)), "cy": String(Int(picture.height * 36_000))]
  }

  private var name: KeyValuePairs<String, String> {
    ["id": String(number), "name": "Band \(number)", "descr": picture.alternative]
  }

  private var graphic: XMLNode {
    let title = XMLNode.tag("pic:nvPicPr", [:], [.tag("pic:cNvPr", name), .tag("pic:cNvPicPr")])
    return .tag(
      "a:graphicData",
      ["uri": "http://schemas.openxmlformats.org/drawingml/2006/picture"],
      [.tag("pic:pic", [:], [title, fill, shape])])
  }

  private var fill: XMLNode {
    .tag(
      "pic:blipFill", [:],
      [
        .tag("a:blip", ["r:embed": "band\(part)"]),
        .tag("a:stretch", [:], [.tag("a:fillRect")]),
      ])
  }

  private var shape: XMLNode {
    .tag(
      "pic:spPr", [:],
      [
        .tag("a:xfrm", [:], [.tag("a:off", ["x": "0", "y": "0"]), .tag("a:ext", extent)]),
        .tag("a:prstGeom", ["prst": "rect"], [.tag("a:avLst")]),
      ])
  }
}
