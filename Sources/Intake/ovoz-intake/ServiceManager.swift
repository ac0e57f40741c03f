// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// systemd, where it started this program and wants to know when the form is open (sd_notify(3)).
///
/// So `systemctl start` ends when somebody can be taken in, or with an error, and a reload waits for it.
struct ServiceManager {
  private let address: sockaddr_un

  /// Nothing where nobody asked, or in a way that is not known here.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.utf8.count < room.count else { return false }
      room.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { return nil }
    self.address = address
  }

  /// Says that the form is open.
  ///
  /// A manager that does not hear it gives up on its own, and says so.
  func tellReady() {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    withUnsafePointer(to: address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = sendto(
          socket, "READY=1", 7, Int32(MSG_NOSIGNAL), address,
          socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
