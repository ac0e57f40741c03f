// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl

/// Keeps words and keys off the disk while they are open (G8).
struct MemoryOption: ParsableArguments {
  @Flag(help: "Go on although memory may be written to a disk that is not encrypted.")
  var allowSwap = false

  /// Locks what may be locked, and refuses where words could be swapped out in clear.
  func check() throws {
    let lock = ProcessProtection.lockMemory()
    if lock == .nothing {
      Terminal.say(
        "ovoz: keys are not locked in memory: the limit on locked memory is too low (ulimit -l)")
    }
    guard lock != .everything, SwapState() == .unencrypted else { return }
    guard allowSwap else {
      throw Failure(
        "words could be written to swap that is not encrypted",
        hint: "turn it off with `swapoff -a`, encrypt it, or add --allow-swap", code: 13)
    }
    Terminal.say("ovoz: swap is not encrypted: words may stay on the disk")
  }
}
