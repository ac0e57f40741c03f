// SPDX-License-Identifier: Apache-2.0

import TerminalControl
import ThematicCoding

extension CodebookOrigin {
  /// Prints the closing line of figures: with which codebook they were made.
  func show() {
    let lines = TerminalControl.outputIsTerminal ? Terminal.wrapped(line) : [line]
    for line in lines { print(Terminal.faint(line)) }
  }
}
