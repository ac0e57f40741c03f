// SPDX-License-Identifier: Apache-2.0

/// A part of a text that an analyst decided about, without its words.
public struct RedactionSpan: Equatable, Hashable, Sendable, Codable {
  /// Unicode scalar offsets in the original text.
  public let range: Range<Int>
  /// The kind of words.
  public let kind: RedactionKind

  /// A part of the original text, in Unicode scalar offsets.
  public init(_ range: Range<Int>, _ kind: RedactionKind) {
    self.range = range
    self.kind = kind
  }
}

/// An analyst's changes to what the rules propose.
///
/// Offsets only, so that the decisions say nothing when the text is gone.
public struct RedactionDecisions: Equatable, Sendable, Codable {
  /// Marks that are not applied: each mark of the same kind that lies inside such a part.
  ///
  /// When the lists change and a mark grows beyond the part, it is applied again.
  public var kept: [RedactionSpan]
  /// Parts that are replaced besides.
  ///
  /// What reaches past the end of the text is ignored.
  public var added: [RedactionSpan]

  /// Decisions, by default none.
  public init(kept: [RedactionSpan] = [], added: [RedactionSpan] = []) {
    self.kept = kept
    self.added = added
  }

  /// The kept parts whose words still stand in the redacted text: no mark covers them.
  ///
  /// Whoever gives a mark another kind or a greater extent keeps the old one and adds hers, and
  /// leaves nothing in.
  public func left(in redacted: RedactedText) -> [RedactionSpan] {
    kept.filter { span in
      !redacted.marks.contains { mark in
        mark.range.lowerBound <= span.range.lowerBound
          && span.range.upperBound <= mark.range.upperBound
      }
    }
  }

  func keeps(_ mark: RedactionMark) -> Bool {
    kept.contains { span in
      span.kind == mark.kind && span.range.lowerBound <= mark.range.lowerBound
        && mark.range.upperBound <= span.range.upperBound
    }
  }

  func addedMarks(within count: Int) -> [RedactionMark] {
    added.compactMap { span in
      let range = span.range.clamped(to: 0..<count)
      return range.isEmpty ? nil : RedactionMark(range, span.kind, .sure, by: "analyst")
    }
  }
}
