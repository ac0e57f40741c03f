// SPDX-License-Identifier: Apache-2.0

/// Why a file of `Config/redaction` cannot be used.
///
/// Lines count from 1. No case carries an entry's words.
package enum RedactionTablesError: Error, Equatable, Sendable {
  /// The file, or a table in it, holds no entry, so a whole kind of words would stay in the text.
  case emptyList(file: String)
  /// The line has an entry without letters, a sign other than `*` and `!`, or an unknown table.
  case unreadableEntry(file: String, line: Int)
}
