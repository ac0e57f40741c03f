// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// The samples that the notice beside the form's text boxes is held to as well.
///
/// `Tests/Journey/test_notice.py` reads the same file.
struct NoticeSampleTests {
  @Test(arguments: try NoticeSample.all())
  func `redaction and notice find the same`(_ sample: NoticeSample) throws {
    switch sample.wanted {
    case "found": try expectFound(sample)
    case "kept": try expectKept(sample.sample)
    default: try expectMissed(sample.sample)
    }
  }

  @Test func `the file has samples of every kind in every language`() throws {
    let samples = try NoticeSample.all()
    for kind in ["person", "number", "web", "date", "place"] {
      for language in ["tg", "ru", "uz", "en"] {
        for wanted in ["found", "kept"] {
          #expect(
            samples.contains {
              $0.kind == kind && $0.wanted == wanted && $0.language == language
            })
        }
      }
    }
  }

  private func expectFound(_ sample: NoticeSample) throws {
    let marks = try shippedRedactor().marks(in: sample.sample.text)
    for span in sample.sample.spans {
      #expect(
        marks.contains {
          sample.kinds.contains($0.kind) && $0.range.lowerBound <= span.lowerBound
            && span.upperBound <= $0.range.upperBound
        })
    }
    #expect(
      marks.filter { mark in !sample.sample.spans.contains { $0.overlaps(mark.range) } } == [])
  }
}

/// A line of the file that holds for the analyst's redaction.
struct NoticeSample: CustomStringConvertible, Sendable {
  let kind: String
  let wanted: String
  let language: String
  let sample: Sample

  var description: String { "\(kind) \(wanted) \(language): \(sample)" }

  /// The kinds of marks that count as found.
  var kinds: Set<RedactionKind> {
    switch kind {
    case "number": [.phone, .document, .card, .number, .plate]
    case "web": [.email, .handle, .link]
    case "date": [.date]
    case "age": [.age]
    case "place": [.place, .address]
    default: [.person]
    }
  }

  static func all() throws -> [NoticeSample] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Notice/samples.txt")
    var samples: [NoticeSample] = []
    var heading: [Substring] = ["", ""]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("[") {
        heading = line.dropFirst().dropLast().split(separator: " ")
        continue
      }
      let parts = line.split(separator: ": ", maxSplits: 1)
      let head = parts[0].split(separator: " ")
      guard head.last != "notice" else { continue }
      samples.append(
        NoticeSample(
          kind: String(heading[0]), wanted: String(heading[1]), language: String(head[0]),
          sample: Sample(unescaped(String(parts[1])))))
    }
    return samples
  }

  /// Puts the character in the place of `\u{200B}`.
  private static func unescaped(_ text: String) -> String {
    text.replacing(/\\u\{([0-9a-fA-F]+)\}/) { match in
      let scalar = UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init)
      return scalar.map { String(Character($0)) } ?? ""
    }
  }
}
