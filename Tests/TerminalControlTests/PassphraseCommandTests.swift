// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Glibc
import Synchronization
import Testing

@testable import TerminalControl

@Suite struct PassphraseCommandTests {
  @Test(arguments: [
    ("printf 'invented words\\nsecond line\\n'", "invented words"),
    ("printf invented", "invented"),
    ("echo \"two  spaces\" ", "two  spaces"),
    ("sh -c 'printf %s \"$0 $1\"' in vented", "in vented"),
    ("echo $HOME `id` | cat", "$HOME `id` | cat"),
  ])
  func `the first line of a command's output is the passphrase, and no shell looks at it`(
    command: String, words: String
  ) throws {
    let secret = try PassphraseInput.command(command)
    #expect(secret.withBytes { $0.elementsEqual(words.utf8) })
  }

  @Test(arguments: ["", "   ", "false", "sh -c 'echo words; exit 1'", "no-such-program", "echo 'x"])
  func `a command that fails gives no passphrase`(command: String) {
    #expect(throws: PassphraseInput.Failure.commandFailed) {
      _ = try PassphraseInput.command(command)
    }
  }

  @Test func `a command that fails late closes nothing that others opened meanwhile`() {
    let opened = Mutex<[Int32]>([])
    let other = Thread {
      for _ in 0..<40 {
        opened.withLock { $0.append(open("/dev/null", O_RDONLY | O_CLOEXEC)) }
        usleep(5_000)
      }
    }
    other.start()
    #expect(throws: PassphraseInput.Failure.commandFailed) {
      _ = try PassphraseInput.command("sh -c 'echo words; sleep 0.1; exit 1'")
    }
    while !other.isFinished { usleep(5_000) }
    let theirs = opened.withLock { $0 }
    // A number that was given twice was closed by somebody else.
    #expect(Set(theirs).count == theirs.count)
    for descriptor in theirs { close(descriptor) }
  }

  @Test func `a command that says much is not waited for`() throws {
    let secret = try PassphraseInput.command("yes invented")
    #expect(secret.withBytes { $0.elementsEqual("invented".utf8) })
  }

  @Test func `words are split as people quote them`() {
    #expect(CommandWords.split("pass show ovoz/autumn") == ["pass", "show", "ovoz/autumn"])
    #expect(CommandWords.split(#"a 'b c' "d \" e" f\ g ''"#) == ["a", "b c", "d \" e", "f g", ""])
    #expect(CommandWords.split("a \\") == nil)
  }
}
