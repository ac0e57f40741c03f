// SPDX-License-Identifier: Apache-2.0

/// How text stands out, without any colour.
public struct TextStyle: OptionSet, Hashable, Sendable {
  /// One bit for each way.
  public let rawValue: UInt8
  /// Takes the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Heavier.
  public static let bold = TextStyle(rawValue: 1)
  /// Lighter.
  public static let faint = TextStyle(rawValue: 2)
  /// With a line below.
  public static let underlined = TextStyle(rawValue: 4)
  /// Dark on light where the rest is light on dark.
  public static let reversed = TextStyle(rawValue: 8)

  /// The escape sequence that begins it (ECMA-48 §8.3.117).
  var sequence: String {
    let codes = [(Self.bold, "1"), (.faint, "2"), (.underlined, "4"), (.reversed, "7")]
    return "\u{1B}[0" + codes.filter { contains($0.0) }.map { ";" + $0.1 }.joined() + "m"
  }
}

/// A piece of a line: runs of text, each in one style.
public struct StyledText: Equatable, Sendable {
  /// Text in one style, drawn as it is.
  public struct Run: Equatable, Sendable {
    /// Glyphs that are safe on a terminal.
    public fileprivate(set) var text: String
    /// How they stand out.
    public let style: TextStyle
  }

  /// The runs from left to right; neighbours differ in style.
  public private(set) var runs: [Run] = []
  /// How many columns it takes.
  public private(set) var width = 0

  /// Nothing yet.
  public init() {}

  /// Any text in one style; what is not safe is shown as its number, line ends as spaces.
  public init(_ text: String, _ style: TextStyle = []) {
    for cell in ShownText(text).cells { append(cell, style) }
  }

  /// Adds a cell.
  public mutating func append(_ cell: Cell, _ style: TextStyle = []) {
    append(glyph: cell.role == .lineEnd ? " " : cell.glyph, max(cell.width, 1), style)
  }

  /// Adds another piece behind.
  public mutating func append(_ other: StyledText) {
    for run in other.runs { append(glyph: run.text, 0, run.style) }
    width += other.width
  }

  /// Adds text behind.
  public mutating func append(_ text: String, _ style: TextStyle = []) {
    append(StyledText(text, style))
  }

  mutating func append(glyph: String, _ columns: Int, _ style: TextStyle) {
    width += columns
    if runs.last?.style == style {
      runs[runs.count - 1].text += glyph
    } else {
      runs.append(Run(text: glyph, style: style))
    }
  }

  /// The words without style.
  public var plain: String { runs.map(\.text).joined() }

  /// At most so many columns of it; `…` stands where something was left out.
  public func cut(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    guard columns > 0 else { return StyledText() }
    var result = StyledText()
    for run in runs {
      for cell in ShownText(run.text).cells {
        guard result.width + cell.width < columns else {
          result.append(glyph: "…", 1, run.style)
          return result
        }
        result.append(cell, run.style)
      }
    }
    return result
  }

  /// Exactly so many columns: cut, or filled with spaces.
  public func filled(to columns: Int, _ style: TextStyle = []) -> StyledText {
    var result = cut(to: columns)
    let missing = columns - result.width
    if missing > 0 {
      result.append(glyph: String(repeating: " ", count: missing), missing, style)
    }
    return result
  }
}
