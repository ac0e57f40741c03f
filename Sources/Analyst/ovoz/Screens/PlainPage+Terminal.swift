// SPDX-License-Identifier: Apache-2.0

import Reading
import TerminalControl

extension PlainPage {
  /// Prints it, safe for a terminal.
  func show() {
    showWarning()
    for line in lines { print(VisibleText.of(line)) }
  }

  /// Prints the sentences with these letters; a pipe is told their numbers only.
  func showFound(_ letters: String) {
    guard !letters.isEmpty else { return Terminal.say("/ WORDS searches in this text") }
    let found = found(letters)
    guard !found.isEmpty else { return Terminal.say("not found in this testimony") }
    guard TerminalControl.outputIsTerminal else {
      let numbers = found.map { String($0.number) }
      return Terminal.say("found in " + numbers.joined(separator: ", "))
    }
    for sentence in found { print(VisibleText.of(sentence.line)) }
  }
}
