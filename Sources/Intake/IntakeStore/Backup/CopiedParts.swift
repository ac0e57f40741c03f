// SPDX-License-Identifier: Apache-2.0

import Foundation
import SealedCopy

extension IntakeCopyHeader.Kind {
  /// The databases of a kind of copy, in the order in which they are copied.
  var databases: [String] {
    switch self {
    // A record stands in its copy only if its key was on disk before.
    case .records: ["inbox.sqlite", "log.sqlite"]
    case .recordKeys: ["record-keys.sqlite"]
    }
  }

  // Other files of the folder: what signs, and what finds a receipt's row. Either may be missing.
  var keyFiles: [String] {
    switch self {
    case .records: ["intake.key", "receipt.key"]
    case .recordKeys: []
    }
  }

  /// Every name that a copy of this kind may hold.
  var names: [String] { databases + keyFiles }
}
