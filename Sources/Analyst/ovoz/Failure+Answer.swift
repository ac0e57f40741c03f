// SPDX-License-Identifier: Apache-2.0

import Answering

extension Failure {
  init(_ error: AnswerError) {
    switch error {
    case .badReply:
      self.init(
        "a reply has 1 to \(SealedReply.mostTextBytes) bytes, and no control characters",
        hint: "write it, or name its file with --file; a Cyrillic letter counts two bytes", code: 64
      )
    case .badKey:
      self.init("the testimony's reply key cannot be used", hint: "reply to all instead")
    case .sharedKey:
      self.init(
        "two testimonies carry the same reply key, and each has a reply",
        hint: "see `ovoz reply --list`; delete one of the two with --delete", code: 30)
    case .tooLarge:
      self.init("the answer is larger than an answer may be", hint: "shorten its texts", code: 78)
    case .cannotSeal, .badPage:
      self.init("the answer could not be sealed", hint: "is there room on the disk?")
    case .otherCampaign:
      self.init(
        "this answer belongs to another campaign", hint: "name it with --campaign", code: 30)
    case .unknownVersion:
      self.init("this answer was written by a newer version", hint: "use a newer ovoz", code: 30)
    case .notAnAnswer, .truncated, .trailingBytes, .badSignature, .badReplies:
      self.init(
        "this is no answer of this campaign, or it was changed",
        hint: "write it again with `ovoz answer publish`", code: 30)
    }
  }
}
