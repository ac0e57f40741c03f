// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

extension Failure {
  init(_ error: LogError) { self.init(error, in: "the log") }

  /// What is wrong with the log in a file.
  init(_ error: LogError, in file: String) {
    let hint =
      switch error {
      case .malformed:
        "copy the file again, just as the intake gives it: no editor, no other line ends"
      case .otherCampaign: "name the log's own campaign with --campaign"
      case .otherIntake, .badSignature:
        "compare the operator's `ovoz-intake key` with the announced one; until then trust neither file nor intake"
      case .wrongSize, .wrongRoot:
        "copy the file again; if it stays so, keep it and ask the operator"
      case .rolledBack:
        "is this an older file? if not, keep both and ask the operator whether the intake was restored from a backup"
      case .forked:
        "keep both files: their two signatures show that the intake told two histories; ask the operator"
      case .cannotSign: "try again"
      }
    self.init("\(file)\(Self.what(error))", hint: hint, code: 30)
  }

  private static func what(_ error: LogError) -> String {
    switch error {
    case .malformed(let line): ":\(line): this is not how a log is written"
    case .otherCampaign: " belongs to another campaign"
    case .otherIntake: " is not signed by the intake key that is trusted"
    case .badSignature: ": the intake's signature does not fit"
    case .wrongSize: " has more or fewer leaves than its checkpoint says"
    case .wrongRoot: ": the leaves do not make the root that was signed"
    case .rolledBack: " was rolled back: it ends before one that was seen"
    case .forked: " was rewritten: it does not begin with the leaves that it had"
    case .cannotSign: " cannot be signed"
    }
  }
}
