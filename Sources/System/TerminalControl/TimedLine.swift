// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A line from whoever sits there, waited for no longer than an idle lock allows.
public enum TimedLine: Equatable, Sendable {
  /// What was typed.
  case line(String)
  /// The end of the input.
  case end
  /// Nobody typed for so long.
  case nobody

  /// The most bytes of a line.
  private static let most = 4_096

  /// Reads standard input byte by byte, so that what another program is to read stays there.
  public static func read(_ descriptor: Int32 = 0, within limit: Duration) -> TimedLine {
    var bytes: [UInt8] = []
    while bytes.count < most {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let milliseconds =
        limit.components.seconds * 1_000
        + limit.components.attoseconds / 1_000_000_000_000_000
      let ready = poll(&wanted, 1, Int32(clamping: milliseconds))
      if ready < 0, errno == EINTR { continue }
      guard ready != 0 else { return .nobody }
      var byte: UInt8 = 0
      guard Glibc.read(descriptor, &byte, 1) == 1 else {
        return bytes.isEmpty ? .end : .line(String(decoding: bytes, as: UTF8.self))
      }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return .line(String(decoding: bytes, as: UTF8.self))
  }
}
