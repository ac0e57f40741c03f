// SPDX-License-Identifier: Apache-2.0

import Reading
import TerminalControl
import TerminalScreen

/// Runs sessions on the terminal, one after the other, until the reader leaves.
///
/// While it lives the terminal is taken over; when it goes, nothing of the words is left on it.
struct ScreenRun: ~Copyable {
  /// Why a session is over.
  enum Ending: Equatable {
    /// An effect ended it.
    case over
    /// Nobody pressed a key for too long.
    case locked
    /// The program was asked to end.
    case signal(Int32)
  }

  private let terminal: RawTerminal
  private var painter = FramePainter()
  private var decoder = KeyDecoder()
  // Keys that were typed ahead of the next session.
  private var waiting: [Key] = []
  private var pacing: Pacing
  private let started = ContinuousClock.now
  private var lock: IdleLock?
  private var banner = ""

  /// Takes the terminal over.
  static func open(_ limits: DistressList.Limits) throws -> ScreenRun {
    do { return ScreenRun(try RawTerminal.open(), limits) } catch {
      throw Failure("the terminal cannot be used", hint: "try --plain")
    }
  }

  private init(_ terminal: consuming RawTerminal, _ limits: DistressList.Limits) {
    self.terminal = terminal
    pacing = Pacing(limits, now: .zero)
    if limits.lockMinutes > 0 {
      lock = IdleLock(limit: .seconds(60 * limits.lockMinutes), now: .now)
    }
  }

  /// Runs a session; `perform` does what it asks for, and says whether it is over by that.
  mutating func show<Session: ScreenSession>(
    _ session: inout Session, isDistressing: Bool, perform: (Session.Effect) throws -> Bool
  ) throws -> Ending {
    if isDistressing { pacing.metDistress() }
    banner = pacing.reminder(now: .now - started) ?? ""
    while true {
      while !waiting.isEmpty {
        if try press(waiting.removeFirst(), &session, perform) { return .over }
      }
      draw(&session)
      switch terminal.next(within: decoder.isWaiting ? 40 : 5_000) {
      case .bytes(let bytes):
        if lock?.isDue(at: .now) != true { lock?.touch(at: .now) }
        waiting = decoder.decode(bytes)
      case .quiet: waiting = decoder.finish()
      case .resized: painter.forget()
      case .ended(let signal): return .signal(signal)
      }
      // A key after a long sleep finds it locked.
      if lock?.isDue(at: .now) == true { return .locked }
    }
  }

  /// Says something while the reader waits.
  mutating func say(_ line: String) {
    var frame = Frame(size)
    frame.put(StyledText(line), line: 0)
    terminal.write(painter.paint(frame))
  }

  private var size: ScreenSize {
    let size = terminal.size
    return ScreenSize(width: size.width, height: size.height)
  }

  private mutating func draw(_ session: inout some ScreenSession) {
    if banner.isEmpty { banner = pacing.reminder(now: .now - started) ?? "" }
    var frame = session.frame(size)
    if !banner.isEmpty, size.isEnough {
      frame.put(StyledText(" \(banner) ", .reversed), line: 1)
    }
    terminal.write(painter.paint(frame))
  }

  private mutating func press<Session: ScreenSession>(
    _ key: Key, _ session: inout Session, _ perform: (Session.Effect) throws -> Bool
  ) throws -> Bool {
    if key == .control("z") || key == .control("l") {
      if key == .control("z") { terminal.suspend() }
      painter.forget()
      return false
    }
    var isOver = false
    for effect in session.press(key) where try perform(effect) { isOver = true }
    return isOver
  }
}

extension ScreenRun.Ending {
  /// Ends the program where a signal asked for it.
  func obeySignal() {
    if case .signal(let signal) = self { RawTerminal.end(by: signal) }
  }
}
