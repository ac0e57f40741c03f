// SPDX-License-Identifier: Apache-2.0

import Agreement
import TerminalControl
import ThematicCoding

/// How well coders agree, as a table with a chart, or as JSON.
struct AgreementReport: Encodable {
  struct Line: Encodable {
    let code: String
    let units: Int
    let percent: Double?
    let cohen: Double?
    let fleiss: Double?
    let alpha: Double?
    let low: Double?
    let high: Double?
    let needsPerson: Bool

    init(_ found: CodeAgreement, needsPerson: Bool) {
      (code, units) = (found.code, found.units)
      (percent, cohen, fleiss) = (found.percent, found.cohen, found.fleiss)
      (alpha, low, high) = (
        found.alpha, found.interval?.lowerBound, found.interval?.upperBound
      )
      self.needsPerson = needsPerson
    }
  }

  let coders: [String]
  let codes: [Line]
  /// Over whole sets, by MASI.
  let overall: Line
  let differing: Int
  let unsettled: Int
  let otherCodebook: Int
  /// Where one person and the tool alone do not agree; that marks nothing.
  let toolDiffers: [String]
  let codebook: CodebookOrigin

  init(
    _ desk: CoderDesk, _ found: [CodeAgreement], overall: CodeAgreement, marks: PersonMarks,
    unsettled: Int, areReaders: Bool
  ) {
    coders = desk.coders.map(\.name)
    codes = found.map { Line($0, needsPerson: marks.needsPerson($0.code)) }
    self.overall = Line(overall, needsPerson: areReaders && overall.needsPerson)
    toolDiffers = areReaders ? [] : found.filter(\.needsPerson).map(\.code)
    differing = desk.round.disagreements.count
    self.unsettled = unsettled
    otherCodebook = desk.otherCodebook
    codebook = desk.workbench.codebook.origin
  }

  func show() {
    let width = max(8, codes.map(\.code.count).max() ?? 0)
    let room = TerminalControl.outputIsTerminal ? TerminalControl.columns - width - 50 : 40
    Terminal.printWrapped("coders: \(coders.joined(separator: ", "))")
    if room < 0 { showInLines() } else { showTable(width, room: room) }
    for line in codes where line.needsPerson {
      Terminal.printWrapped(
        "! \(line.code): coders do not agree; it is not given without a person")
    }
    if !toolDiffers.isEmpty {
      Terminal.printWrapped(
        "you and the tool do not agree on: \(toolDiffers.joined(separator: ", ")). That marks "
          + "nothing; two readers would")
    }
    Terminal.printWrapped("\(differing) testimonies differ, \(unsettled) of them not settled")
    codebook.show()
    if unsettled > 0 { Terminal.hint("`ovoz agree settle` goes through them one by one") }
  }

  private func showTable(_ width: Int, room: Int) {
    // A line that would be broken says less than one without its chart.
    let chart = room < 10 ? nil : AlphaChart(width: min(40, room))
    let columns = Self.padded("code", width) + "  units    %  Cohen Fleiss  alpha   95 %          "
    let head = Terminal.bold(columns + (chart?.scale ?? ""))
    print(head)
    for line in codes { print(Self.row(line, line.code, width, chart)) }
    print(Self.row(overall, "all sets", width, chart))
    // A long table has pushed its heading out of sight.
    if codes.count > 20 { print(head) }
  }

  /// Where a row would break inside its figures: short lines to a code, each figure with its name.
  private func showInLines() {
    for (line, name) in codes.map({ ($0, $0.code) }) + [(overall, "all sets")] {
      print(Terminal.bold(name))
      for part in Self.parts(line) { Terminal.printWrapped(part, indent: 2) }
    }
  }

  private static func parts(_ line: Line) -> [String] {
    let percent = line.percent.map { "\(Int(($0 * 100).rounded())) %" } ?? "-"
    let figure = { (value: Double?) in value.map(number) ?? "-" }
    return [
      "\(line.units) units, \(percent) agree",
      "alpha \(figure(line.alpha)), 95 %: \(range(line) ?? "-")",
      "Cohen \(figure(line.cohen)), Fleiss \(figure(line.fleiss))",
    ]
  }

  private static func range(_ line: Line) -> String? {
    line.low.flatMap { low in line.high.map { "\(number(low)) to \(number($0))" } }
  }

  private static func row(
    _ line: Line, _ name: String, _ width: Int, _ chart: AlphaChart?
  ) -> String {
    let percent = line.percent.map { leading(String(Int(($0 * 100).rounded())), 5) } ?? "    -"
    let interval = line.low.flatMap { low in line.high.map { low...$0 } }
    let range = range(line) ?? "-"
    let figures = [line.cohen, line.fleiss, line.alpha].map { leading($0.map(number) ?? "-", 7) }
    return padded(name, width) + leading(String(line.units), 7) + percent + figures.joined()
      + "  " + (chart.map { padded(range, 13) + " " + $0.line(line.alpha, interval) } ?? range)
  }

  /// Two digits, without the zero before the point.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = leading(String(abs(hundredths) % 100), 2).replacing(" ", with: "0")
    let whole = abs(hundredths) / 100
    return (hundredths < 0 ? "-" : "") + (whole == 0 ? "" : String(whole)) + "." + digits
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func leading(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
