// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where a server of this machine listens.
public enum ServerPlace: Sendable {
  /// A unix socket, without TLS.
  case socket(path: String)
  /// A port with TLS; `name` is the site's as a browser would say it (RFC 6066 §3), or nil.
  case port(Int, host: String, name: String?)
}

/// A connection to a server on this machine; it ends with this value.
struct LocalConnection: ~Copyable {
  private let descriptor: Int32
  private let patience: Int32

  /// Connects; it, each sending and each answer take no longer than `patience` in milliseconds, or fail.
  init(to place: ServerPlace, patience: Int32 = 10_000) throws(IntakeServerError) {
    let made =
      switch place {
      case .socket(let path): Self.connected(path: path, patience)
      case .port(let port, let host, _): Self.connected(host: host, port: port, patience)
      }
    guard let made else { throw .noAnswer }
    (descriptor, self.patience) = (made, patience)
  }

  deinit { close(descriptor) }

  /// Sends all of it.
  func tell(_ bytes: [UInt8]) throws(IntakeServerError) {
    let descriptor = descriptor
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw .noAnswer }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits for what comes next; nothing where the other side has ended.
  func hear() throws(IntakeServerError) -> [UInt8] {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, patience) > 0 else { throw .noAnswer }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = Glibc.recv(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw .noAnswer }
    return Array(bytes.prefix(count))
  }

  private static func connected(path: String, _ patience: Int32) -> Int32? {
    UnixAddress(path: path)?.withPointer { connected(AF_UNIX, $0, $1, patience) }
  }

  private static func connected(host: String, port: Int, _ patience: Int32) -> Int32? {
    var wanted = addrinfo()
    wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &wanted, &found) == 0, let first = found else {
      return nil
    }
    defer { freeaddrinfo(first) }
    guard let address = first.pointee.ai_addr else { return nil }
    return connected(first.pointee.ai_family, address, first.pointee.ai_addrlen, patience)
  }

  private static func connected(
    _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, _ patience: Int32
  ) -> Int32? {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let made = Glibc.socket(family, kind, 0)
    guard made >= 0 else { return nil }
    // For connecting too: a server that takes nobody in would hold it for ever (socket(7)).
    var time = timeval(tv_sec: Int(patience) / 1_000, tv_usec: Int(patience) % 1_000 * 1_000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    guard setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &time, size) == 0,
      Glibc.connect(made, address, length) == 0
    else {
      close(made)
      return nil
    }
    return made
  }
}
