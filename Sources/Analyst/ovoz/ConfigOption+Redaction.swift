// SPDX-License-Identifier: Apache-2.0

import Redaction

extension ConfigOption {
  /// The lists of `Config/redaction`, all of which have to be there, and the trained tagger.
  func listsOfRedaction() throws -> RedactionLists {
    let texts = try RedactionLists.files.map { ($0, try text("redaction/\($0)")) }
    let tagger = try bytes("redaction/tagger.bin")
    do {
      return try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts), tagger: tagger)
    } catch { throw Failure(error, in: path("redaction")) }
  }
}
