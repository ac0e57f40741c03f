// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Glibc

/// Reads passphrases without ever making a string of them.
public enum PassphraseInput {
  /// Why there is no passphrase.
  public enum Failure: Error, Equatable, Sendable {
    /// There is no terminal to ask on.
    case noTerminal
    /// The file or descriptor cannot be read.
    case cannotRead
    /// A passphrase file that others than its owner can read.
    case readableByOthers
    /// The passphrase is empty or longer than 1,024 bytes.
    case badLength
    /// The command that was to give it could not be run, or failed.
    case commandFailed
  }

  private static let most = 1_024

  /// Asks on the terminal itself, without showing what is typed.
  public static func ask(_ prompt: String) throws(Failure) -> SecretBytes {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw .noTerminal }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw .noTerminal }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer {
      tcsetattr(terminal, TCSAFLUSH, &before)
      _ = write(terminal, "\n", 1)
    }
    _ = prompt.withCString { write(terminal, $0, strlen($0)) }
    return try firstLine(of: terminal)
  }

  /// Reads the first line of a file that only its owner can read.
  public static func file(_ path: String) throws(Failure) -> SecretBytes {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotRead }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .cannotRead }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    guard !isRegular || status.st_mode & 0o077 == 0 else { throw .readableByOthers }
    return try firstLine(of: file)
  }

  /// Reads the first line of an open descriptor.
  public static func descriptor(_ number: Int32) throws(Failure) -> SecretBytes {
    try firstLine(of: number)
  }

  /// Runs a command without a shell and takes the first line of what it prints.
  ///
  /// It shares the terminal, so that it can ask for itself; what it prints goes through a pipe alone.
  public static func command(_ line: String) throws(Failure) -> SecretBytes {
    guard let words = CommandWords.split(line), let ends = Subprocess.pipe() else {
      throw .commandFailed
    }
    let child = Subprocess.start(words, output: ends.writing)
    close(ends.writing)
    guard let child else {
      close(ends.reading)
      throw .commandFailed
    }
    let line = try? firstLine(of: ends.reading)
    // Whatever it has to say after the first line is not wanted: it meets a closed pipe.
    close(ends.reading)
    let hasSucceeded = [0, nil].contains(Subprocess.wait(for: child))
    guard hasSucceeded, let line else { throw .commandFailed }
    return line
  }

  private static func firstLine(of descriptor: Int32) throws(Failure) -> SecretBytes {
    var line = [UInt8](repeating: 0, count: most + 1)
    defer { wipe(&line) }
    var length = 0
    while length <= most {
      let count = line.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress?.advanced(by: length), 1)
      }
      guard count >= 0 else { throw .cannotRead }
      guard count == 1, line[length] != UInt8(ascii: "\n") else { break }
      length += 1
    }
    guard (1...most).contains(length) else { throw .badLength }
    return SecretBytes(copying: line.prefix(length))
  }
}
