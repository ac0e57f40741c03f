// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Why the redaction lists cannot be used.
///
/// Lines count from 1. No case carries an entry's words.
public enum RedactionError: Error, Equatable, Sendable {
  /// The file holds no entry at all, so a whole kind of words would stay in the text.
  case emptyList(file: String)
  /// The line has an entry without letters, or a mark other than `*` and `!`.
  case unreadableEntry(file: String, line: Int)
  /// The tagger's file is damaged or of another version.
  case unusableTagger

  init(_ mistake: RedactionTablesError) {
    switch mistake {
    case .emptyList(let file): self = .emptyList(file: file)
    case .unreadableEntry(let file, let line): self = .unreadableEntry(file: file, line: line)
    }
  }
}
