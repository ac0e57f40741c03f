// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl

struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Show the intake's public signing key, which the analysts have to trust once.",
    discussion: """
      Read it to the analysts by telephone or on paper; they enter it with `ovoz campaign trust`.

      EXAMPLE:
        ovoz-intake key
      """.paragraphs)

  @OptionGroup var options: SettingsOption

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      print(Hex.groups(try options.read().signingKey().publicKey))
    }
  }
}
