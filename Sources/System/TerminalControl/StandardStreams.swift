// SPDX-License-Identifier: Apache-2.0

import Glibc

extension TerminalControl {
  /// Writes to standard error as much as it takes.
  ///
  /// Where it is closed, full or gone there is nobody to tell, and the work goes on; `FileHandle.write` would end the
  /// program.
  public static func tell(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Writes to standard output, as much as it takes, what only a terminal understands.
  public static func draw(_ sequence: String) { write(sequence, to: STDOUT_FILENO) }

  /// Gives each standard descriptor that is closed one that nothing comes from and nothing goes to.
  ///
  /// Else the next file that is opened takes its number, and what is said would be written into it.
  static func occupyStandardStreams() {
    let wrongWay = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    for (descriptor, mode) in wrongWay where fcntl(descriptor, F_GETFD) < 0 {
      // It gets the lowest number that is free, which is this one.
      _ = open("/dev/null", mode)
    }
  }

  private static func write(_ text: String, to descriptor: CInt) {
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      left = left.dropFirst(count)
    }
  }
}
