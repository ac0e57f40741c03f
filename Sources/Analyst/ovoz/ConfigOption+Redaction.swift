// SPDX-License-Identifier: Apache-2.0

import Redaction

extension ConfigOption {
  /// The files of `Config/redaction`.
  func listsOfRedaction() throws -> RedactionLists {
    try RedactionLists(
      texts: Dictionary(
        uniqueKeysWithValues: RedactionLists.files.map { ($0, try text("redaction/\($0)")) }))
  }
}
