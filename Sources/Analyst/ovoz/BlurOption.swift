// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reading
import TerminalControl

/// Whether the reader wants to see distressing sentences at once.
struct BlurOption: ParsableArguments {
  @Flag(help: "Do not blur distressing sentences, and do not warn of them.")
  var noBlur = false
}

extension ConfigOption {
  /// What is left out of a listing: nothing where it goes to a file or pipe, as somebody asked for the words there.
  func listingBlur(_ option: BlurOption) throws -> ListingBlur {
    guard !option.noBlur, TerminalControl.outputIsTerminal else { return ListingBlur(nil) }
    return ListingBlur(try distress())
  }
}

extension ListingBlur {
  /// Says on standard error what was left out, and what brings it.
  func tell(_ way: String) {
    if let warning = self.warning(way) { Terminal.say("May be hard to read. \(warning)") }
  }
}

extension PlainPage {
  /// Says on standard error what was left out, and what brings it.
  func tellWarning(_ way: String) {
    if let warning = self.warning(way) { Terminal.say("May be hard to read. \(warning)") }
  }

  /// Says before its words that they may be hard to read.
  func showWarning() {
    if let warning { print("\nMay be hard to read. \(warning)") }
  }
}
