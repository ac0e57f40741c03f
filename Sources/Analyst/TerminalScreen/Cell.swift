// SPDX-License-Identifier: Apache-2.0

/// What is drawn at one place of a line, and what it stands for.
public struct Cell: Equatable, Sendable {
  /// How a line may be broken at a cell.
  public enum Role: Equatable, Sendable {
    /// A letter or a sign.
    case ink
    /// A space: a line may end before it, and it is not drawn there.
    case space
    /// The line ends here.
    case lineEnd
  }

  /// What is written to the terminal.
  public let glyph: String
  /// How many columns it takes.
  public let width: Int
  /// The scalars of the text that it stands for, as offsets.
  public let scalars: Range<Int>
  /// How a line may be broken here.
  public let role: Role
}

/// A text cut into what is drawn: one cell for each grapheme cluster.
///
/// What is not safe on a terminal is shown as its number. Joiners, variation selectors and skin tones of emoji are
/// left out, since terminals disagree about the width of such pictures; so are marks beyond the fourth on one letter.
public struct ShownText: Equatable, Sendable {
  /// The cells, in the order of the text; together they stand for every scalar.
  public private(set) var cells: [Cell] = []

  private static let mostMarks = 4

  /// Cuts a text.
  public init(_ text: String) {
    var offset = 0
    for character in text {
      let scalars = Array(character.unicodeScalars)
      let range = offset..<(offset + scalars.count)
      append(scalars, range)
      offset = range.upperBound
    }
  }

  private mutating func append(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    if scalars == ["\n"] || scalars == ["\r", "\n"] {
      return cells.append(Cell(glyph: "", width: 0, scalars: range, role: .lineEnd))
    }
    if scalars == ["\t"]
      || scalars.count == 1 && scalars[0].properties.isWhitespace
        && VisibleScalar.isSafe(scalars[0])
    {
      return cells.append(Cell(glyph: " ", width: 1, scalars: range, role: .space))
    }
    let drawn = Self.drawn(scalars)
    if drawn.allSatisfy(VisibleScalar.isSafe) || Self.joinsLetters(drawn) {
      cells.append(Self.cluster(drawn, range))
    } else {
      for (index, scalar) in scalars.enumerated() {
        let place = range.lowerBound + index
        cells.append(Self.single(scalar, place..<(place + 1)))
      }
    }
  }

  /// The scalars of a cluster without those that terminals disagree about.
  private static func drawn(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.count > 1 else { return scalars }
    if scalars[0].properties.isEmoji {
      let parts = scalars.filter { !isEmojiGlue($0) }
      return parts.isEmpty ? scalars : parts
    }
    return Array(scalars.prefix(1 + mostMarks))
  }

  private static func isEmojiGlue(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200D}" || (0xFE0E...0xFE0F).contains(scalar.value)
      || scalar.properties.isEmojiModifier
  }

  /// Whether it is an Arabic letter with the non-joiner that Dari needs in the midst of words.
  private static func joinsLetters(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.count == 2 && scalars[1] == "\u{200C}" && (0x620...0x6D3).contains(scalars[0].value)
  }

  private static func cluster(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Cell {
    var scalars = scalars
    // A mark without a letter would sit on the neighbour.
    if CharacterWidth.of(scalars[0]) == 0 { scalars.insert("◌", at: 0) }
    let width = scalars.reduce(0) { $0 + CharacterWidth.of($1) }
    return Cell(
      glyph: String(String.UnicodeScalarView(scalars)), width: width, scalars: range, role: .ink)
  }

  private static func single(_ scalar: Unicode.Scalar, _ range: Range<Int>) -> Cell {
    guard !VisibleScalar.isSafe(scalar) else { return cluster([scalar], range) }
    let number = VisibleScalar.number(of: scalar)
    return Cell(glyph: number, width: number.unicodeScalars.count, scalars: range, role: .ink)
  }
}
