// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

/// Keeps words and keys off the disk while they are open (G8).
struct MemoryOption: ParsableArguments {
  @Flag(help: "Go on although memory may be written to a disk that is not encrypted.")
  var allowSwap = false

  /// Locks what may be locked, and refuses where words could be swapped out in clear.
  ///
  /// Also where all of this program's memory is locked: the terminal has the words too, and its memory is not.
  func check() throws {
    if ProcessProtection.lockMemory() == .nothing {
      Terminal.say(
        "ovoz: keys are not locked in memory: the limit on locked memory is too low (ulimit -l)")
    }
    guard SwapState() == .unencrypted else { return }
    guard allowSwap else {
      throw Failure(
        "words could be written to swap that is not encrypted",
        hint: "turn it off with `swapoff -a`, encrypt it, or keep your programs out of it: "
          + "`ovoz doctor` says how; --allow-swap goes on all the same", code: 13)
    }
    Terminal.say("ovoz: swap is not encrypted: words may stay on the disk")
  }
}
