// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer

/// Whether the analysts' socket can be made, and tor reaches it.
///
/// Its folder comes with the onion, and not with the package. The form opens without it, and says so in the log.
struct PullSocketCheck {
  private let socket: URL?

  init(_ settings: IntakeSettings) { socket = settings.takesPulls ? settings.pullSocket : nil }

  /// Why it cannot be made, and what to do; nil where it can, or nobody pulls through one.
  var problem: String? {
    guard let socket, case let folder = SocketFolder(of: socket), let lack = folder.lack else {
      return nil
    }
    return
      "analysts cannot pull: \(socket.path) cannot be made, since the folder \(folder.path) is \(lack); tmpfiles-onion.conf makes /run/ovoz-pull: see “The form as an onion” in the README; a container has it as a volume; then restart"
  }

  /// The place that the example in the settings once named; nginx has that folder, and tor keeps no group but its own.
  var warning: String? {
    guard let socket, socket.path == "/run/ovoz-intake/pull.sock" else { return nil }
    return
      "tor does not come into /run/ovoz-intake: for an onion write /run/ovoz-pull/pull.sock under `pullSocket`, and in tor's settings"
  }
}
