// SPDX-License-Identifier: Apache-2.0

/// Writes slides as ODP (OpenDocument 1.3), 16:9, with notes for whoever speaks.
public enum OpenSlides {
  /// The file.
  public static func bytes(
    of slides: [OfficeSlide], title: String, language: String
  ) throws(OfficeError) -> [UInt8] {
    var body = OpenSlidesBody()
    let pages = slides.enumerated().map { body.page($0.element, number: $0.offset + 1) }
    var package = try OpenPackage(
      kind: "presentation", title: title, language: language,
      styles: PackageResources.slide_styles_xml)
    let automatic = String(decoding: PackageResources.slide_automatic_xml, as: UTF8.self)
    try package.addContent(
      automatic: [.markup(automatic)], body: .tag("office:presentation", [:], pages))
    return try package.finished(with: body.shelf)
  }
}

/// One slide: a title, then rows of words with a picture, or a few lines; and what the speaker reads.
public struct OfficeSlide: Sendable {
  /// The slide's title.
  public let title: String
  /// The line under it.
  public let lead: String
  /// Words, with a picture and its label at their side; at most ten fit.
  public let rows: [OfficeRow]
  /// What only the speaker sees.
  public let notes: [String]

  /// A slide.
  public init(title: String, lead: String, rows: [OfficeRow], notes: [String]) {
    self.title = title
    self.lead = lead
    self.rows = rows
    self.notes = notes
  }
}

/// One row of a slide.
public struct OfficeRow: Sendable {
  /// The words.
  public let text: String
  /// The picture beside them; its alternative stands written next to it.
  public let picture: OfficePicture?
  /// What stands beside the picture.
  public let label: String

  /// A row.
  public init(text: String, picture: OfficePicture? = nil, label: String = "") {
    self.text = text
    self.picture = picture
    self.label = label
  }
}
