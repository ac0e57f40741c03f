// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TerminalControl
import TerminalScreen

/// How the program talks: results on standard output, everything else on standard error.
enum Terminal {
  /// Says something on standard error; lines wider than the terminal break between words.
  static func say(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      TerminalControl.errorIsTerminal ? fitting(String($0)) : [String($0)]
    }
    TerminalControl.tell(lines.joined(separator: "\n") + "\n")
  }

  /// Whether what is said is read on a terminal and kept nowhere: only then words may stand in it.
  static var mayQuote: Bool { TerminalControl.outputIsTerminal && TerminalControl.errorIsTerminal }

  private static func fitting(_ line: String) -> [String] {
    // With colours or tabs in it, a line was laid out already.
    let isPlain = !line.unicodeScalars.contains { $0.properties.generalCategory == .control }
    return isPlain && line.count > TerminalControl.columns ? wrapped(line, indent: 2) : [line]
  }

  /// Refuses to write words where nobody sees them, unless somebody asked for that.
  static func refusePipe(unless isAllowed: Bool) throws {
    guard TerminalControl.outputIsTerminal || isAllowed else {
      throw Failure(
        "words go to a terminal only", hint: "add --unsafe-plaintext-out if you must", code: 64)
    }
  }

  /// Asks a question and gives the answer's line, or nil at the end of input.
  static func ask(_ question: String) -> String? {
    TerminalControl.tell(question)
    return readLine()
  }

  /// Asks while a vault is open, at a terminal no longer than a limit allows.
  ///
  /// A pipe has all the time.
  /// - Throws: `Locked` when nobody typed a line; the words are gone from the screen then.
  static func ask(_ question: String, within limit: Duration?) throws -> String? {
    guard let limit, TerminalControl.inputIsTerminal else { return ask(question) }
    TerminalControl.tell(question)
    let lock = IdleLock(limit: limit, now: .now)
    let typed = TimedLine.read(within: limit)
    // A line after a long sleep finds it locked.
    guard typed != .nobody, !lock.isDue(at: .now) else {
      clear()
      throw Locked()
    }
    guard case .line(let line) = typed else { return nil }
    return line
  }

  /// Takes away what was shown and what was half typed, which else the shell would get.
  private static func clear() {
    TerminalControl.forgetTyped()
    _ = TerminalControl.finishOutput()
    guard TerminalControl.environment("TERM") != "dumb" else { return say("") }
    // The screen, and the lines above it.
    let sequence = "\u{1b}[H\u{1b}[2J\u{1b}[3J"
    if TerminalControl.outputIsTerminal {
      TerminalControl.draw(sequence)
    } else if TerminalControl.errorIsTerminal {
      TerminalControl.tell(sequence)
    }
  }

  /// Says to a person at a terminal what can be done next; nothing to a pipe.
  static func hint(_ line: String) {
    guard TerminalControl.outputIsTerminal else { return }
    for part in wrapped("hint: " + line, indent: 6) { say(part) }
  }

  /// Prints words, broken between words where they go to a terminal.
  static func printWrapped(_ text: String, indent: Int = 0) {
    let lead = String(repeating: " ", count: indent)
    guard TerminalControl.outputIsTerminal else { return print(lead + text) }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for (row, part) in wrapped(String(line), indent: indent).enumerated() {
        print(row == 0 ? lead + part : part)
      }
    }
  }

  /// The lines of a text in the terminal's width.
  static func wrapped(_ text: String, indent: Int = 0) -> [String] {
    let shown = ShownText(text)
    return shown.lines(width: lineWidth(indent)).enumerated().map {
      row, cells in
      let words = shown.cells[cells].map(\.glyph).joined()
      return row == 0 ? words : String(repeating: " ", count: indent) + words
    }
  }

  /// A line above what belongs to it, bold, and broken between words on a terminal.
  static func printHeading(_ text: String) {
    let lines = TerminalControl.outputIsTerminal ? wrapped(text) : [text]
    for line in lines { print(bold(line)) }
  }

  /// The lines of a text for standard output, with parts of it, as offsets of scalars, in bold; one line to a pipe.
  static func outputLines(_ text: String, indent: Int, bold parts: [Range<Int>]) -> [String] {
    let cells = ShownText(text)
    let width = TerminalControl.outputIsTerminal ? lineWidth(indent) : .max
    return cells.lines(width: width).map { line in
      var styled = StyledText()
      for cell in cells.cells[line] {
        styled.append(cell, parts.contains { $0.overlaps(cell.scalars) } ? .bold : [])
      }
      return styled.runs.map { $0.style == .bold ? bold($0.text) : $0.text }.joined()
    }
  }

  private static func lineWidth(_ indent: Int) -> Int {
    max(20, TerminalControl.columns - 1 - indent)
  }

  static func bold(_ text: String) -> String {
    TerminalControl.wantsColour ? "\u{1b}[1m\(text)\u{1b}[0m" : text
  }

  static func faint(_ text: String) -> String {
    TerminalControl.wantsColour ? "\u{1b}[2m\(text)\u{1b}[0m" : text
  }

  /// Prints a value as JSON, with a schema name and a version that readers can rely on.
  static func printJSON(_ schema: String, _ value: some Encodable) throws {
    print(try PrintedJSON.text(schema, value))
  }
}

/// A bar that shows how far long work is, on a terminal only.
final class ProgressBar {
  private let label: String
  private var shown = -1

  init(_ label: String) { self.label = label }

  /// Shows a share from 0 to 1.
  func show(_ share: Double) {
    let percent = Int(share * 100)
    guard TerminalControl.canShowProgress, percent != shown else { return }
    shown = percent
    let bar = String(repeating: "█", count: percent / 5)
    let rest = String(repeating: "░", count: 20 - percent / 5)
    TerminalControl.tell("\r\(label) \(bar)\(rest) \(percent) %")
  }

  /// Takes the bar away.
  func finish() {
    guard shown >= 0 else { return }
    TerminalControl.tell("\r\u{1b}[2K")
  }
}

/// A bar that several threads tell how much is done.
final class ProgressBarBox: Sendable {
  private let bar: Mutex<ProgressBar>
  private let total: Double

  init(_ label: String, of total: Int) {
    bar = Mutex(ProgressBar(label))
    self.total = Double(max(1, total))
  }

  func show(_ done: Int) { bar.withLock { $0.show(Double(done) / total) } }

  func finish() { bar.withLock { $0.finish() } }
}
