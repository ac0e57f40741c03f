// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer

/// Whether the analysts' socket can be made, and tor reaches it.
///
/// Its folder comes with the onion, and not with the package: a server that only found out when it listens would open the
/// form, end, and be started again, for ever.
struct PullSocketCheck {
  private let socket: URL?

  init(_ settings: IntakeSettings) { socket = settings.takesPulls ? settings.pullSocket : nil }

  /// Why it cannot be made, and what to do; nil where it can, or nobody pulls through one.
  var failure: Failure? {
    guard let socket, let lack = lack(of: socket.deletingLastPathComponent().path) else {
      return nil
    }
    return Failure(
      "\(socket.path) cannot be made: its folder is \(lack)",
      hint:
        "tmpfiles-onion.conf makes /run/ovoz-pull: see “The form as an onion” in the README, then restart; a container has it as a volume"
    )
  }

  /// The same as a line of `check`.
  var problem: String? { failure.map { "\($0.message): \($0.hint)" } }

  /// The place that the example in the settings once named; nginx has that folder, and tor keeps no group but its own.
  var warning: String? {
    guard let socket, socket.path == "/run/ovoz-intake/pull.sock" else { return nil }
    return
      "tor does not come into /run/ovoz-intake: for an onion write /run/ovoz-pull/pull.sock under `pullSocket`, and in tor's settings"
  }

  private func lack(of folder: String) -> String? {
    let files = FileManager.default
    guard files.fileExists(atPath: folder) else { return "missing" }
    return files.isWritableFile(atPath: folder) ? nil : "not the intake's to write to"
  }
}
