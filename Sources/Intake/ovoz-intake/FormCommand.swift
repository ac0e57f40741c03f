// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeServer
import TerminalControl
import TestimonyModel

struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "Write the form as one file, for a shelter's tablet without a network.",
    discussion: """
      The file seals on the tablet and keeps only what is sealed. The staff hands it on: sends it where there is a
      network (with --intake), saves it as a file, or shows it as QR codes. `ovoz-intake submit` takes the last two in.

      EXAMPLE:
        ovoz-intake form --standalone form.html --intake https://form.example/
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Option(help: "The file to write; what stands there is replaced.", completion: .file())
  var standalone: String
  @Option(help: "The form's address, for sending when there is a network.") var intake: String?

  func run() async throws {
    try await Failure.report {
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      let form = try StandaloneForm(
        campaign, texts: settings.pageTexts(),
        notice: NoticeScript(folder: settings.redaction, texts: settings.notice),
        intake: try address())
      try ReplacedFile.write(form.bytes, to: standalone)
      print("form of \(campaign.opens) to \(campaign.closes): \(form.bytes.count) bytes")
    }
  }

  /// Nothing but host and port: the address stands in the page's policy.
  private func address() throws -> String? {
    guard let intake else { return nil }
    guard let url = URL(string: intake), url.scheme == "https", let host = url.host(),
      host.wholeMatch(of: /[A-Za-z0-9.-]+/) != nil
    else {
      throw Failure(
        "--intake is no address", hint: "write it as https://form.example/", code: 64)
    }
    return "https://\(host)\(url.port.map { ":\($0)" } ?? "")/"
  }
}
