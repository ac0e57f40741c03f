// SPDX-License-Identifier: Apache-2.0

/// A text that people edit in an office program: headings, lists and tables, each with its real style.
///
/// Every text in it is cleaned (``CleanText``) and escaped when it is written.
public struct OfficeText: Sendable {
  /// The title, in the file's properties too.
  public let title: String
  /// The language of all words, as BCP 47 writes it: `tg`, `ru`, `uz-Latn`, `en`.
  public let language: String
  /// What stands on the pages, in order.
  public let blocks: [OfficeBlock]

  /// A text in one language.
  public init(title: String, language: String, blocks: [OfficeBlock]) {
    self.title = title
    self.language = language
    self.blocks = blocks
  }
}

/// One block of a text.
public enum OfficeBlock: Sendable {
  /// A heading; level 0 is the document's title, 1 and 2 are sections. It may start a page.
  case heading(String, level: Int, startsPage: Bool = false)
  /// A paragraph.
  case paragraph(String, OfficeStyle)
  /// A list with bullets.
  case list([String])
  /// A table.
  case table(OfficeTable)
}

/// The styles of paragraphs; people change a style once, for the whole document.
public enum OfficeStyle: String, CaseIterable, Sendable {
  /// Plain words.
  case body = "Body"
  /// The line under a heading.
  case lead = "Lead"
  /// Small print.
  case small = "Small"
  /// Numbers that prove where the document comes from.
  case mark = "Mark"
  /// A survivor's words, or a retelling of them.
  case quote = "Quotation"
}

/// A table whose first row names its columns, and is repeated on each page.
public struct OfficeTable: Sendable {
  /// What the table is called for those who hear it.
  public let name: String
  /// The widths of the columns in millimetres.
  public let widths: [Int]
  /// The names of the columns.
  public let header: [String]
  /// The rows; as many cells in each as there are columns.
  public let rows: [[OfficeCell]]

  /// A table.
  public init(name: String, widths: [Int], header: [String], rows: [[OfficeCell]]) {
    self.name = name
    self.widths = widths
    self.header = header
    self.rows = rows
  }
}

/// One cell: strong words, then plain ones with a picture before them; each may be missing.
public struct OfficeCell: Sendable {
  /// The picture before the plain words.
  public let picture: OfficePicture?
  /// Strong words.
  public let strong: String
  /// Plain words.
  public let plain: String

  /// A cell.
  public init(strong: String = "", plain: String = "", picture: OfficePicture? = nil) {
    self.picture = picture
    self.strong = strong
    self.plain = plain
  }
}

/// A picture with the words that stand for it.
public struct OfficePicture: Sendable {
  /// What is drawn.
  public let picture: BlockPicture
  /// The same in words.
  public let alternative: String
  /// The width on paper in millimetres.
  public let width: Double
  /// The height on paper in millimetres.
  public var height: Double { width / picture.ratio }

  /// A picture of a width in millimetres.
  public init(_ picture: BlockPicture, alternative: String, width: Double) {
    self.picture = picture
    self.alternative = alternative
    self.width = width
  }
}
