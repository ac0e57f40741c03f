// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives
public import TestimonyModel

/// An answer file that was checked: signed by the campaign's answer key, whole, and fit to be shown (AnswerFormat).
///
/// The intake serves it. It can read the page, and opens no reply: only a receipt does.
public struct PublishedAnswer: Sendable {
  /// The answer's number; a later answer has a higher one.
  public let number: UInt32
  /// What is answered to everybody.
  public let answer: OrganisersAnswer
  /// How many replies the file carries, those that stand for nobody included.
  public let replyCount: Int
  private let replies: [UInt8]

  /// The most bytes that an answer file can have; more need not be read.
  public static let mostBytes = AnswerLayout.mostBytes

  /// Reads and checks a file, or refuses it by name.
  public init(_ bytes: [UInt8], of campaign: Campaign) throws(AnswerError) {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge }
    var rest = bytes[...]
    guard rest.take(8).map(Array.init) == AnswerLayout.magic else { throw .notAnAnswer }
    guard rest.take(UInt8.self) == AnswerLayout.version else { throw .unknownVersion }
    guard let id = rest.take(campaign.id.count) else { throw .truncated }
    guard id.elementsEqual(campaign.id) else { throw .otherCampaign }
    guard let number = rest.take(UInt32.self), let page = rest.take(UInt32.self) else {
      throw .truncated
    }
    guard page <= AnswerLayout.mostPageBytes else { throw .tooLarge }
    guard let page = rest.take(Int(page)), let count = rest.take(UInt32.self) else {
      throw .truncated
    }
    guard count <= AnswerLayout.mostReplies else { throw .tooLarge }
    guard let replies = rest.take(Int(count) * AnswerLayout.replyLength) else { throw .truncated }
    try Self.checkEnd(rest, after: bytes, by: campaign.answerKey)
    (self.number, replyCount, self.replies) = (number, Int(count), Array(replies))
    answer = try AnswerJSON.answer(page)
    try checkReplies()
  }

  /// Nothing in the file is believed before its signature fits.
  private static func checkEnd(
    _ signature: ArraySlice<UInt8>, after bytes: [UInt8], by key: [UInt8]
  ) throws(AnswerError) {
    guard signature.count >= Signing.signatureLength else { throw .truncated }
    guard signature.count == Signing.signatureLength else { throw .trailingBytes }
    let signed = AnswerLayout.signed(bytes.dropLast(Signing.signatureLength))
    guard (try? Signing.check(Array(signature), over: signed, by: key)) != nil else {
      throw .badSignature
    }
  }

  private func checkReplies() throws(AnswerError) {
    guard replyCount >= AnswerLayout.replyStep, replyCount.isMultiple(of: AnswerLayout.replyStep)
    else { throw .badReplies }
    let ascending = (1..<replyCount).allSatisfy { place in
      name(at: place - 1).lexicographicallyPrecedes(name(at: place))
    }
    guard ascending else { throw .badReplies }
  }

  /// The points in one language, in the order of the answer.
  public func items(in language: Language) -> [AnswerLines] {
    answer.points.map { $0.lines(in: language) }
  }

  /// Who answers, and when, in one language.
  public func signature(in language: Language) -> String {
    "\(answer.from[language]), \(answer.day.written(in: language))"
  }

  /// The words before the first point, in one language; nil where there are none.
  public func opening(in language: Language) -> String? { answer.opening?[language] }

  /// The sealed reply of a name, `nonce[12] ‖ ciphertext`, or nil.
  public func reply(named wanted: [UInt8]) -> [UInt8]? {
    var (low, high) = (0, replyCount)
    while low < high {
      let middle = (low + high) / 2
      if name(at: middle).lexicographicallyPrecedes(wanted) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < replyCount, name(at: low).elementsEqual(wanted) else { return nil }
    return Array(
      replies.dropFirst(low * AnswerLayout.replyLength + SealedReply.nameLength)
        .prefix(SealedReply.sealedLength))
  }

  private func name(at place: Int) -> ArraySlice<UInt8> {
    let start = place * AnswerLayout.replyLength
    return replies[start..<start + SealedReply.nameLength]
  }
}
