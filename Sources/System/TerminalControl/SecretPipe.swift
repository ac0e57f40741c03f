// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Glibc

/// Hands a secret to another run of this program, in memory alone: through a pipe.
public enum SecretPipe {
  /// Runs this program again with these arguments; `secret` can be read from the descriptor whose number `arguments`
  /// is told.
  /// - Returns: its exit code; nil where it could not be run, or a signal ended it.
  public static func runAgain(
    lending secret: borrowing SecretBytes, _ arguments: (Int32) -> [String]
  ) -> Int32? {
    guard let program = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(program) }
    guard let ends = Subprocess.pipe() else { return nil }
    let written = secret.withBytes { write(ends.writing, $0.baseAddress, $0.count) }
    close(ends.writing)
    defer { close(ends.reading) }
    guard written == secret.count else { return nil }
    let words = [String(cString: program)] + arguments(ends.reading)
    guard let child = Subprocess.start(words, lending: [ends.reading]) else { return nil }
    return Subprocess.wait(for: child)
  }

  /// Reads a secret of a known length to the last byte.
  /// - Throws: `PassphraseInput.Failure`, when there are fewer bytes or more.
  public static func read(
    _ count: Int, from descriptor: Int32
  ) throws(PassphraseInput.Failure) -> SecretBytes {
    var bytes = [UInt8](repeating: 0, count: count + 1)
    defer { wipe(&bytes) }
    var length = 0
    while length < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: length), $0.count - length)
      }
      guard more >= 0 else { throw .cannotRead }
      guard more > 0 else { break }
      length += more
    }
    guard length == count else { throw .badLength }
    return SecretBytes(copying: bytes.prefix(count))
  }
}
