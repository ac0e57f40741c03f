// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a command needs to know of the terminal it runs on.
public enum TerminalControl {
  /// Whether standard output is a terminal.
  public static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether standard error is a terminal.
  public static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  /// Whether standard error is a terminal that can redraw a line.
  public static var canShowProgress: Bool { errorIsTerminal && environment("TERM") != "dumb" }
  /// Whether someone sits at standard input.
  public static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  /// Whether colour is welcome on standard output (no-color.org).
  public static var wantsColour: Bool {
    outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }
  /// The terminal's width in columns; 80 where it does not say.
  public static var columns: Int { columns(of: STDOUT_FILENO) ?? columns(of: STDERR_FILENO) ?? 80 }

  private static func columns(of file: CInt) -> Int? {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Waits until all that was printed has been taken; false where some was not, as on a full disk.
  public static func finishOutput() -> Bool { fflush(nil) == 0 }

  /// Throws away what was typed at standard input and not read yet.
  public static func forgetTyped() { _ = tcflush(STDIN_FILENO, TCIFLUSH) }

  /// The value of an environment variable; never used for secrets.
  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
