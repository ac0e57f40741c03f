// SPDX-License-Identifier: Apache-2.0

/// One line that somebody types.
public struct LineInput: Equatable, Sendable {
  /// What pressing a key came to.
  public enum Outcome: Equatable, Sendable {
    /// The line goes on.
    case typing
    /// The line is to be taken.
    case done
    /// The line is to be forgotten.
    case cancelled
  }

  /// What stands there now.
  public private(set) var text: String
  private let most: Int

  /// A line to begin with, and how many characters it may have.
  public init(_ text: String = "", most: Int = 500) { (self.text, self.most) = (text, most) }

  /// Takes a key.
  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .enter: return .done
    case .escape, .control("c"), .control("g"): return .cancelled
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .control("u"): text = ""
    case .control("w"): removeWord()
    case .character(let character): add(String(character))
    case .pasted(let pasted): add(pasted)
    default: break
    }
    return .typing
  }

  private mutating func add(_ more: String) {
    text += more.prefix(max(0, most - text.count))
  }

  private mutating func removeWord() {
    while text.last?.isWhitespace == true { text.removeLast() }
    while let last = text.last, !last.isWhitespace { text.removeLast() }
  }

  /// The end of the line, as much of it as fits, and the column behind it.
  public func shown(prompt: String, width: Int) -> (text: StyledText, cursor: Int) {
    var line = StyledText(prompt, .bold)
    var (tail, used) = ([Cell](), 0)
    for cell in ShownText(text).cells.reversed() {
      guard line.width + used + cell.width < width else { break }
      tail.append(cell)
      used += cell.width
    }
    for cell in tail.reversed() { line.append(cell) }
    return (line, line.width)
  }
}
