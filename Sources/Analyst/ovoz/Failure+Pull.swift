// SPDX-License-Identifier: Apache-2.0

import WebTransfer

extension Failure {
  init(_ error: WebError) {
    switch error {
    case .badAddress:
      self.init(
        "this is no address that can be pulled from",
        hint: "https://…, or http://….onion with --socks 127.0.0.1:9050", code: 64)
    case .unknownName:
      self.init("the server's name cannot be found", hint: "is the address right?")
    case .noConnection:
      self.init("there is no connection", hint: "is the intake up, and tor, if it goes through it?")
    case .notTrusted:
      self.init(
        "the server's certificate is not trusted",
        hint: "somebody may stand in between: ask the operator; --certificate pins one of your own",
        code: 30)
    case .badCertificateFile:
      self.init("the file of --certificate cannot be read", hint: "it is PEM", code: 64)
    case .interrupted:
      self.init(
        "the connection broke off", hint: "run the same command again: it goes on where it stopped")
    case .tooLong:
      self.init("this is not how an intake answers", hint: "is the address right?", code: 30)
    case .libraryFailure: self.init("the request could not be made", hint: "try again")
    }
  }

  /// The intake answered, and refused.
  static let pullRefused = Failure(
    "the intake does not take this laptop's requests",
    hint: "ask the operator whether `ovoz inbox key` stands in `pullKeys`, for this campaign",
    code: 12)

  /// Two would write into one file.
  static let pullRunning = Failure(
    "another pull is running in this vault", hint: "wait until it has ended, then run this again")

  /// Something answered that is no intake's door for analysts.
  static let notAnIntake = Failure(
    "this is not how an intake answers", hint: "is the address the analysts' own?", code: 30)
}
