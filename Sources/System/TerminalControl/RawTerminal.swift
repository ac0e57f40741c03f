// SPDX-License-Identifier: Apache-2.0

import CLinux
import Glibc

/// The whole terminal, for a while: every key as it is pressed, and a second screen to draw on.
///
/// The second screen has no scrollback and is cleared before the first comes back, so that no words
/// stay on the terminal (G8). The first comes back when the value goes out of scope, whatever ended it
/// short of a crash.
public struct RawTerminal: ~Copyable {
  /// Why there is none.
  public enum Failure: Error, Equatable, Sendable {
    /// Input or output is no terminal, or it cannot be set.
    case noTerminal
    /// The system refused to hand over signals.
    case noSignals
  }

  /// What has happened.
  public enum Event: Equatable, Sendable {
    /// Bytes of keys.
    case bytes([UInt8])
    /// The window has another size.
    case resized
    /// The program was asked to end, by this signal, or its terminal is gone.
    case ended(Int32)
    /// Nothing, for as long as was asked.
    case quiet
  }

  private let input = STDIN_FILENO
  private let output = STDOUT_FILENO
  private let signals: Int32
  private let before: termios
  private let maskBefore: sigset_t
  private let isConsole = TerminalControl.environment("TERM") == "linux"

  /// Whether a full screen can be shown here.
  public static var isPossible: Bool {
    let name = TerminalControl.environment("TERM") ?? ""
    return TerminalControl.inputIsTerminal && TerminalControl.outputIsTerminal
      && !name.isEmpty && name != "dumb"
  }

  /// Takes the terminal over.
  public static func open() throws(Failure) -> RawTerminal {
    var settings = termios()
    guard isPossible, tcgetattr(STDIN_FILENO, &settings) == 0 else { throw .noTerminal }
    var (handed, mask) = (handedOver, sigset_t())
    guard pthread_sigmask(SIG_BLOCK, &handed, &mask) == 0 else { throw .noSignals }
    let signals = ovoz_signal_descriptor(&handed)
    guard signals >= 0 else {
      pthread_sigmask(SIG_SETMASK, &mask, nil)
      throw .noSignals
    }
    let terminal = RawTerminal(signals: signals, before: settings, maskBefore: mask)
    terminal.enter()
    return terminal
  }

  private init(signals: Int32, before: termios, maskBefore: sigset_t) {
    (self.signals, self.before, self.maskBefore) = (signals, before, maskBefore)
  }

  deinit {
    leave()
    var mask = maskBefore
    pthread_sigmask(SIG_SETMASK, &mask, nil)
    close(signals)
  }

  private static var handedOver: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH] { sigaddset(&set, signal) }
    return set
  }

  // Alternate screen, bracketed paste, hidden cursor, nothing left of what stood there.
  private static let begin = "\u{1B}[?1049h\u{1B}[?2004h\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[H"
  private static let end = "\u{1B}[?2004l\u{1B}[0m\u{1B}[2J\u{1B}[H"
  // The Linux console has one screen only, with a scrollback that has to go too.
  private static let consoleEnd = "\u{1B}[3J"
  private static let last = "\u{1B}[?25h\u{1B}[?1049l"

  /// Makes the second screen show, and keys come singly.
  func enter() {
    var raw = before
    cfmakeraw(&raw)
    tcsetattr(input, TCSAFLUSH, &raw)
    write(Self.begin)
  }

  /// Clears the second screen and gives back the first, as it was.
  func leave() {
    write(Self.end + (isConsole ? Self.consoleEnd : "") + Self.last)
    var settings = before
    tcsetattr(input, TCSAFLUSH, &settings)
  }

  /// Hands the terminal back, stops this program as Ctrl-Z does, and takes the terminal again
  /// when it is continued.
  public func suspend() {
    leave()
    raise(SIGSTOP)
    enter()
  }

  /// The columns and lines; 80 by 24 where the terminal does not say.
  public var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of it.
  public func write(_ text: String) {
    var bytes = Array(text.utf8)
    bytes.withUnsafeMutableBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = Glibc.write(output, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { break }
        sent += count
      }
      _ = buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }
  }

  /// Waits for what happens next, at most so many milliseconds.
  public func next(within milliseconds: Int32) -> Event {
    var waiting = [
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waiting, 2, milliseconds) > 0 else { return .quiet }
    if waiting[0].revents != 0, let event = signalled() { return event }
    guard waiting[1].revents != 0 else { return .quiet }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = read(input, &bytes, bytes.count)
    // The window was closed: no signal has to come.
    guard count > 0 else { return count < 0 && errno == EINTR ? .quiet : .ended(SIGHUP) }
    return .bytes(Array(bytes.prefix(count)))
  }

  private func signalled() -> Event? {
    switch ovoz_next_signal(signals) {
    case SIGWINCH: return .resized
    case SIGTSTP:
      suspend()
      return .resized
    case let signal where signal > 0: return .ended(signal)
    default: return nil
    }
  }

  /// Ends the program as the signal would have ended it.
  public static func end(by signal: Int32) -> Never {
    Glibc.signal(signal, SIG_DFL)
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    raise(signal)
    exit(128 + signal)
  }
}
