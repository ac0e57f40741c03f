// SPDX-License-Identifier: Apache-2.0

public import Glibc

/// The address of a unix socket (unix(7)).
public struct UnixAddress: Sendable {
  private let address: sockaddr_un

  /// Takes a path of at most 107 bytes; nil for a longer one.
  public init?(path: String) {
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

  /// Hands the address to a call of the system, for as long as that takes.
  public func withPointer<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
