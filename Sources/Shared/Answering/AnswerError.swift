// SPDX-License-Identifier: Apache-2.0

/// Why an answer, or a reply to one testimony, is refused; says nothing of its words.
public enum AnswerError: Error, Equatable, Sendable {
  /// The file does not start as an answer does.
  case notAnAnswer
  /// A format version that this program does not know.
  case unknownVersion
  /// The answer belongs to another campaign.
  case otherCampaign
  /// The file ends before the answer does.
  case truncated
  /// The file goes on after the answer's end.
  case trailingBytes
  /// The signature is not by the campaign's answer key.
  case badSignature
  /// The page is not one that this program can show.
  case badPage
  /// The replies are out of order, or not a multiple of sixteen.
  case badReplies
  /// The page or the replies are more than the format holds.
  case tooLarge
  /// A reply is empty, over 1,000 bytes, or holds a control character.
  case badReply
  /// The reply key has not 32 bytes.
  case badKey
  /// Two testimonies carry the same reply key, and each has a reply.
  case sharedKey
  /// The cryptographic library failed.
  case cannotSeal
}
