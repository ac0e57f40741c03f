// SPDX-License-Identifier: Apache-2.0

import Release
import ThematicCoding

extension ConfigOption {
  /// The themes; a mistake is told by the file that was read.
  func codebook() throws -> Codebook {
    try Codebook(parsing: text("codebook.yaml"), file: path("codebook.yaml"))
  }

  /// The rules of releases; a mistake is told by the file that was read.
  func releasePolicy() throws -> ReleasePolicy {
    try ReleasePolicy(parsing: text("release-policy.yaml"), file: path("release-policy.yaml"))
  }
}
