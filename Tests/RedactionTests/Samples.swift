// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// An invented sentence, in which ⟦…⟧ stands around the words in question.
struct Sample: CustomStringConvertible, Sendable {
  let text: String
  let spans: [Range<Int>]
  let description: String

  init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var spans: [Range<Int>] = []
    var start = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": start = text.count
      case "⟧": spans.append(start..<text.count)
      default: text.append(scalar)
      }
    }
    self.text = String(text)
    self.spans = spans
    description = marked
  }

  func words(_ span: Range<Int>) -> String {
    String(String.UnicodeScalarView(Array(text.unicodeScalars)[span]))
  }
}

/// A redactor with the lists that the project ships.
func shippedRedactor() throws -> Redactor {
  Redactor(lists: try shippedLists.get())
}

/// The text of a list that the project ships.
func shippedText(_ name: String) throws -> String {
  let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return try String(
    contentsOf: root.appending(path: "Config/redaction/\(name).txt"), encoding: .utf8)
}

/// The texts of all lists that the project ships.
func shippedTexts() throws -> [String: String] {
  let names = RedactionLists.files.map { String($0.prefix { $0 != "." }) }
  return Dictionary(uniqueKeysWithValues: try names.map { ("\($0).txt", try shippedText($0)) })
}

/// Read once for all tests.
private let shippedLists: Result<RedactionLists, any Error> = Result {
  try RedactionLists(texts: shippedTexts())
}

/// Each span in question is replaced as this kind, and nothing else is.
func expectRemoved(_ sample: Sample, as kind: RedactionKind) throws {
  let redacted = try shippedRedactor().redact(sample.text)
  for span in sample.spans {
    #expect(redacted.marks.contains { $0.kind == kind && covers($0.range, span) })
    #expect(!redacted.text.contains(sample.words(span)))
  }
  #expect(
    redacted.marks.filter { mark in !sample.spans.contains { $0.overlaps(mark.range) } } == [])
}

/// Nothing is replaced.
func expectKept(_ sample: Sample) throws {
  #expect(try shippedRedactor().redact(sample.text).text == sample.text)
}

/// Each span in question stays: a known gap.
///
/// When a rule learns it, move the sample.
func expectMissed(_ sample: Sample) throws {
  let redacted = try shippedRedactor().redact(sample.text)
  for span in sample.spans {
    #expect(!redacted.marks.contains { covers($0.range, span) })
  }
}

private func covers(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
  outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
}
