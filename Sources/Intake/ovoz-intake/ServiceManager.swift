// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import IntakeServer

/// systemd, where it started this program and wants to know when the form is open (sd_notify(3)).
///
/// So `systemctl start` ends when somebody can be taken in, or with an error, and a reload waits for it.
struct ServiceManager {
  private let address: UnixAddress

  /// Nothing where nobody asked, or in a way that is not known here.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/"),
      let address = UnixAddress(path: path)
    else { return nil }
    self.address = address
  }

  /// Says that the form is open.
  ///
  /// A manager that does not hear it gives up on its own, and says so.
  func tellReady() {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    address.withPointer { _ = sendto(socket, "READY=1", 7, Int32(MSG_NOSIGNAL), $0, $1) }
  }
}
