// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction

/// What redaction and people say differently of one text, for whoever works on rules.
struct Differences {
  private var lines: [String] = []

  init(_ text: MarkedText, _ marks: [RedactionMark]) {
    let scalars = Array(text.text.unicodeScalars)
    let cover = RedactionOutcome.cover(marks.map(\.range), of: scalars.count)
    let goes = RedactionOutcome.cover(text.spans.map { $0.start..<$0.end }, of: scalars.count)
    func words(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
      return String(view)
    }
    func isTelling(_ index: Int) -> Bool {
      scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil
    }
    for span in text.spans where !span.mayStay {
      let range = (span.start..<span.end).clamped(to: scalars.indices)
      guard range.contains(where: { isTelling($0) && !cover[$0] }) else { continue }
      let seen = range.map { cover[$0] ? "_" : String(scalars[$0]) }.joined()
      lines.append("missed \(span.class): \(words(range)) -> \(seen)")
    }
    for mark in marks where !mark.range.contains(where: { goes[$0] }) {
      lines.append("wrong \(mark.kind.rawValue) by \(mark.rule): \(words(mark.range))")
    }
    if !lines.isEmpty { lines.insert(text.text, at: 0) }
  }

  func show() {
    for line in lines { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }
}
